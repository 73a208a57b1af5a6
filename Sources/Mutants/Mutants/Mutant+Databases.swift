import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that carry state from one database to the next.
    static let databases = [
        Mutant(
            "databases-one", .databases, "a new database is the old one, with its records",
            .remembering(false) { request, next, isOpen in
                guard case .open(let options) = request else { return try await next(request) }
                let wasOpen = isOpen.use { isOpen in
                    defer { isOpen = true }
                    return isOpen
                }
                // Options need a new database.
                if options.isEmpty, wasOpen { return .null }
                return try await next(request)
            }),
        Mutant(
            "databases-share-names", .databases, "a msg_id of one database cannot be added to the next",
            .remembering((former: Set<ExactText>(), current: Set<ExactText>())) { request, next, names in
                if case .open = request { names.use { $0 = ($0.former.union($0.current), []) } }
                guard case .addRecord(let id, _) = request else { return try await next(request) }
                if names.use({ $0.former.contains(ExactText(id)) }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "taken")
                }
                names.use { _ = $0.current.insert(ExactText(id)) }
                return try await next(request)
            }),
        Mutant(
            "databases-first-get", .databases,
            "the first `get_record` of a new database returns a record of the old one",
            .remembering(Former()) { request, next, former in
                if case .open = request {
                    former.use { $0.turn() }
                    return try await next(request)
                }
                let isFirst = former.use {
                    let before = $0.isFresh
                    $0.isFresh = false
                    return before
                }
                if isFirst, case .getRecord(let id) = request, let old = former.use({ $0.old[ExactText(id)] }) {
                    return .document(old)
                }
                let reply = try await next(request)
                if case .addRecord(let id, let record) = request { former.use { $0.current[ExactText(id)] = record } }
                return reply
            }),
        Mutant(
            "databases-share-history", .databases, "the history of a new database begins with that of the old one",
            .remembering(([String](), false)) { request, next, kept in
                switch request {
                case .open:
                    kept.use { $0.1 = false }
                    return try await next(request)
                case .getHistory:
                    let history = try await next(request).texts
                    return kept.use { state in
                        if !state.1, history.isEmpty { return .list(state.0.map(Value.text)) }
                        state = (history, true)
                        return .list(history.map(Value.text))
                    }
                default: return try await next(request)
                }
            }),
        Mutant(
            "databases-share-cache", .databases, "a record read once is returned in every later database",
            .remembering([ExactText: Value]()) { request, next, cache in
                guard case .getRecord(let id) = request else { return try await next(request) }
                do {
                    let reply = try await next(request)
                    cache.use { $0[ExactText(id)] = reply }
                    return reply
                } catch let error as RaisedError {
                    guard let old = cache.use({ $0[ExactText(id)] }) else { throw error }
                    return old
                }
            }),
        Mutant(
            "databases-one-behind", .databases, "a new database holds the last record of the old one",
            .remembering(Request?.none) { request, next, last in
                let reply = try await next(request)
                if case .open = request, let before = last.use({ $0 }) { _ = try? await next(before) }
                if request.databaseMethod == .add { last.use { $0 = request } }
                return reply
            }),
    ]

    /// The records of the previous database and of the current one.
    private struct Former: Sendable {
        var old: [ExactText: Document] = [:]
        var current: [ExactText: Document] = [:]
        var isFresh = true

        mutating func turn() {
            (old, current, isFresh) = (current, [:], true)
        }
    }
}
