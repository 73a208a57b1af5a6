import Backends
import Conformance
import Console
import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of a database that records nothing.
    static let nonRecording = remembering + reading + quiet + writing

    private static let remembering = [
        Mutant(
            "nodb-remembers", .nonRecording, "records are stored", .backed { _ in true }),
        Mutant(
            "nodb-remembers-for-get", .nonRecording, "`get_record` returns added records", .backed { $0 == .get }),
        Mutant(
            "nodb-remembers-for-find", .nonRecording, "`find_records` returns added records", .backed { $0 == .find }),
        Mutant(
            "nodb-remembers-for-history", .nonRecording, "`get_history` returns added records",
            .backed { $0 == .history }),
        Mutant(
            "nodb-second-get", .nonRecording, "`get_record` raises only the first time",
            .rememberingInDatabase(Set<String>()) { request, next, asked in
                if case .getRecord(let id) = request, asked.use({ !$0.insert(id).inserted }) { return .null }
                return try await next(request)
            }),
    ]

    private static let reading = [
        Mutant("nodb-get-none", .nonRecording, "`get_record` returns None", .answering(.get, .null)),
        Mutant("nodb-get-empty", .nonRecording, "`get_record` returns an empty record", .answering(.get, [:])),
        Mutant("nodb-find-empty", .nonRecording, "`find_records` returns an empty list", .answering(.find, [])),
        Mutant("nodb-find-none", .nonRecording, "`find_records` returns None", .answering(.find, .null)),
        Mutant("nodb-history-empty", .nonRecording, "`get_history` returns an empty list", .answering(.history, [])),
        Mutant("nodb-history-none", .nonRecording, "`get_history` returns None", .answering(.history, .null)),
        Mutant(
            "nodb-get-other-error", .nonRecording, "`get_record` raises NotImplementedError",
            .errors([.get], as: "NotImplementedError")),
        Mutant(
            "nodb-find-other-error", .nonRecording, "`find_records` raises RuntimeError",
            .errors([.find], as: "RuntimeError")),
        Mutant(
            "nodb-history-other-error", .nonRecording, "`get_history` raises ValueError",
            .errors([.history], as: "ValueError")),
        Mutant(
            "nodb-find-reads-check", .nonRecording, "`find_records` raises ValueError for an unknown operator",
            .refusing { request in
                request.databaseMethod == .find && request.check.map { (try? Query($0)) == nil } ?? false
            }),
        Mutant(
            "nodb-find-keys-type-error", .nonRecording, "`find_records` raises TypeError if it is given keys",
            .refusing("TypeError") { if case .findRecords(_, _?) = $0 { true } else { false } }),
    ]

    private static let quiet = [
        Mutant(
            "nodb-find-empty-for-dates", .nonRecording, "`find_records` returns an empty list for a query with a date",
            .handling { request, next in
                guard case .findRecords(let check, _) = request,
                    check.conditions.contains(where: { $0.operand.instant != nil })
                else { return try await next(request) }
                return []
            }),
        Mutant(
            "nodb-find-empty-for-accents", .nonRecording,
            "`find_records` returns an empty list for a text beyond ASCII",
            .handling { request, next in
                guard case .findRecords(let check, _) = request,
                    check.conditions.contains(where: { $0.operand.text.map { !$0.allSatisfy(\.isASCII) } ?? false })
                else { return try await next(request) }
                return []
            }),
        Mutant(
            "nodb-get-none-for-accents", .nonRecording, "`get_record` returns None for a msg_id beyond ASCII",
            isWithinFuzzing: false,
            .handling { request, next in
                guard case .getRecord(let id) = request, !id.allSatisfy(\.isASCII) else {
                    return try await next(request)
                }
                return .null
            }),
        Mutant(
            "nodb-result-remembered", .nonRecording, "`get_record` returns a result that came by an update",
            .rememberingInDatabase([String: Document]()) { request, next, results in
                if case .updateRecord(let id, let changes) = request, changes["completed"]?.instant != nil {
                    results.use { $0[id] = changes }
                }
                if case .getRecord(let id) = request, let record = results.use({ $0[id] }) { return .document(record) }
                return try await next(request)
            }),
        Mutant(
            "nodb-history-of-results", .nonRecording, "`get_history` returns an empty list after a result has come",
            .rememberingInDatabase(false) { request, next, hasResult in
                if request.record?["completed"]?.instant != nil { hasResult.use { $0 = true } }
                return request == .getHistory && hasResult.use { $0 } ? [] : try await next(request)
            }),
    ]

    private static let writing = [
        Mutant(
            "nodb-add-raises", .nonRecording, "`add_record` raises", .refusing("KeyError") { $0.databaseMethod == .add }
        ),
        Mutant(
            "nodb-update-raises", .nonRecording, "`update_record` raises",
            .refusing("KeyError") { $0.databaseMethod == .update }),
        Mutant(
            "nodb-drop-raises", .nonRecording, "`drop_record` raises",
            .refusing("KeyError") { $0.databaseMethod == .drop }),
        Mutant(
            "nodb-drop-matching-raises", .nonRecording, "`drop_matching_records` raises",
            .refusing("KeyError") { $0.databaseMethod == .dropMatching }),
        Mutant("nodb-add-returns", .nonRecording, "`add_record` returns the msg_id", .answering(.add, "a")),
        Mutant("nodb-update-returns", .nonRecording, "`update_record` returns False", .answering(.update, false)),
        Mutant("nodb-drop-returns", .nonRecording, "`drop_record` returns 0", .answering(.drop, 0)),
        Mutant(
            "nodb-drop-matching-returns", .nonRecording, "`drop_matching_records` returns 0",
            .answering(.dropMatching, 0)),
        Mutant(
            "nodb-add-twice-refused", .nonRecording, "a msg_id can be added only once",
            .rememberingInDatabase(Set<String>()) { request, next, added in
                if case .addRecord(let id, _) = request, added.use({ !$0.insert(id).inserted }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "held")
                }
                return try await next(request)
            }),
        Mutant(
            "nodb-add-checks-dates", .nonRecording, "`add_record` refuses wrong dates",
            .refusing { $0.databaseMethod == .add && !$0.isFreeOfWrongDates }),
        Mutant(
            "nodb-update-checks-dates", .nonRecording, "`update_record` refuses wrong dates",
            .refusing { $0.databaseMethod == .update && !$0.isFreeOfWrongDates }),
        Mutant(
            "nodb-drop-unknown-raises", .nonRecording, "`drop_record` raises for a msg_id that was never added",
            .rememberingInDatabase(Set<String>()) { request, next, added in
                if case .addRecord(let id, _) = request { added.use { _ = $0.insert(id) } }
                if case .dropRecord(let id) = request, !added.use({ $0.contains(id) }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "unknown")
                }
                return try await next(request)
            }),
        Mutant(
            "nodb-drop-matching-reads-check", .nonRecording, "`drop_matching_records` refuses an unknown operator",
            .refusing { request in
                request.databaseMethod == .dropMatching && request.check.map { (try? Query($0)) == nil } ?? false
            }),
        Mutant(
            "nodb-add-refuses-much", .nonRecording, "`add_record` raises after 100 records",
            .rememberingInDatabase(0) { request, next, count in
                if request.databaseMethod == .add,
                    count.use({
                        $0 += 1
                        return $0
                    }) > 100
                {
                    throw RaisedError(type: "MemoryError", bases: ["Exception"], message: "full")
                }
                return try await next(request)
            }),
        Mutant(
            "nodb-add-changes-record", .nonRecording, "`add_record` removes the buffers from the caller's record",
            aliasing: Aliasing(spoils: { method, arguments in
                if method == "add_record" { arguments.dict(1, "record")?["buffers"] = Object.none }
            })),
    ]
}

extension Fault {
    /// Answers some reads from a recording database.
    fileprivate static func backed(_ isSeen: @escaping @Sendable (Method) -> Bool) -> Fault {
        Fault {
            let host = DatabaseHost(.dictdb)
            return { request, next in
                if request.databaseMethod == nil { _ = try? await host.perform(request) }
                guard let method = request.databaseMethod else { return try await next(request) }
                if Method.writes.contains(method) {
                    _ = try? await host.perform(request)
                    return try await next(request)
                }
                return try await isSeen(method) ? host.perform(request) : next(request)
            }
        }
    }

    /// Answers a method with a fixed reply.
    fileprivate static func answering(_ method: Method, _ reply: Value) -> Fault {
        .handling { request, next in request.databaseMethod == method ? reply : try await next(request) }
    }
}
