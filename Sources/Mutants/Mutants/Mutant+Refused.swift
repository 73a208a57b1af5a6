import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// What a refused call leaves behind for a later one: a session that is not rolled back, an index entry, a lock.
    static let refused = (written + lost + indexed).map(\.outsideFuzzing)

    private static let written = [
        Mutant(
            "refused-duplicate-written-later", .errors, "after a refused duplicate the next add writes it",
            .afterRefusal(ofAny: [.add], where: \.isFreeOfWrongDates, before: [.add]) { refused, request, next in
                let reply = try await next(request)
                if let id = refused.msgID, let record = refused.record {
                    _ = try? await next(.updateRecord(msgID: id, record: record))
                }
                return reply
            }),
        Mutant(
            "refused-record-written-later", .errors,
            "after a record with a wrong date was refused the next add stores it without the date",
            .afterRefusal(ofAny: [.add], where: { !$0.isFreeOfWrongDates }, before: [.add]) { refused, request, next in
                let reply = try await next(request)
                _ = try? await next(refused.withoutWrongDates)
                return reply
            }),
        Mutant(
            "refused-update-written-later", .errors,
            "after an update with a wrong date was refused the next update writes its other keys",
            .afterRefusal(ofAny: [.update], where: { !$0.isFreeOfWrongDates }, before: [.update]) {
                refused, request, next in
                _ = try? await next(refused.withoutWrongDates)
                return try await next(request)
            }),
        Mutant(
            "refused-update-merged-later", .errors, "the next update after a refused one writes its label, too",
            .afterRefusal(ofAny: [.update], where: { !$0.isFreeOfWrongDates }, before: [.update]) {
                refused, request, next in
                guard let label = refused.record?["label"], let changes = request.record else {
                    return try await next(request)
                }
                return try await next(request.replacing(record: changes.setting("label", changes["label"] ?? label)))
            }),
    ]

    private static let lost = [
        losing("refused-add-loses-write", "after a refused add the next write is lost", [.add]),
        losing("refused-update-loses-write", "after a refused update the next write is lost", [.update]),
        losing("refused-get-loses-write", "after a get of an unknown msg_id the next write is lost", [.get]),
        losing("refused-find-loses-write", "after a refused find the next write is lost", [.find]),
        losing("refused-drop-loses-write", "after a refused delete by a check the next write is lost", [.dropMatching]),
        Mutant(
            "refused-add-locks", .errors, "after a refused add the next write raises: the database is locked",
            .afterRefusal(ofAny: [.add], before: Method.writes) { _, _, _ in
                throw RaisedError(type: "OperationalError", bases: ["Exception"], message: "database is locked")
            }),
        Mutant(
            "refused-update-locks", .errors, "after a refused update the next write raises: the database is locked",
            .afterRefusal(ofAny: [.update], where: { !$0.isFreeOfWrongDates }, before: Method.writes) { _, _, _ in
                throw RaisedError(type: "OperationalError", bases: ["Exception"], message: "database is locked")
            }),
    ]

    private static let indexed = [
        Mutant(
            "refused-duplicate-indexed", .errors, "a record is found by the label of a refused duplicate",
            .rememberingInDatabase([ExactText: Document]()) { request, next, refused in
                do {
                    let reply = try await next(request)
                    guard case .findRecords(let check, let keys) = request, check["label"] != nil else { return reply }
                    let query = try Query(check)
                    let known = refused.use { $0 }.filter { query.matches($0.value) }.map { Value.text($0.key.string) }
                    let more = try await next(.findRecords(check: ["msg_id": ["$in": .list(known)]], keys: keys))
                    let found = Set(reply.records.map { ExactText($0.msgID) })
                    let missing = more.records.filter { !found.contains(ExactText($0.msgID)) }
                    return .list((reply.list ?? []) + missing.map(Value.document))
                } catch let error as RaisedError {
                    if case .addRecord(let id, let record) = request { refused.use { $0[ExactText(id)] = record } }
                    throw error
                }
            }),
        Mutant(
            "refused-update-indexed", .errors, "a record is no longer found by the label that a refused update names",
            .rememberingInDatabase([ExactText: Value]()) { request, next, refused in
                do {
                    let reply = try await next(request)
                    guard case .findRecords(let check, _) = request, check["label"] != nil else { return reply }
                    return .list(
                        reply.records.filter { record in refused.use { $0[ExactText(record.msgID)] } == nil }
                            .map(Value.document))
                } catch let error as RaisedError {
                    if case .updateRecord(let id, let changes) = request, let label = changes["label"] {
                        refused.use { $0[ExactText(id)] = label }
                    }
                    throw error
                }
            }),
    ]

    private static func losing(_ name: String, _ summary: String, _ methods: [Method]) -> Mutant {
        Mutant(
            name, .errors, summary, .afterRefusal(ofAny: methods, before: Method.writes) { _, _, _ in .null })
    }
}

extension Fault {
    /// Handles the first call of some methods after a call was refused.
    ///
    /// - Parameters:
    ///   - methods: the refused call is of one of these.
    ///   - isMeant: which of their refused calls are meant.
    ///   - later: the methods whose next call is handled.
    ///   - handler: handles that call, given the refused one.
    static func afterRefusal(
        ofAny methods: [Method], where isMeant: @escaping @Sendable (Request) -> Bool = { _ in true },
        before later: [Method],
        _ handler: @escaping @Sendable (_ refused: Request, Request, @escaping Next) async throws -> Value
    ) -> Fault {
        .rememberingInDatabase(Request?.none) { request, next, memory in
            if later.contains(request.databaseMethod),
                let refused = memory.use({ memory in
                    defer { memory = nil }
                    return memory
                })
            {
                return try await handler(refused, request, next)
            }
            do {
                return try await next(request)
            } catch let error as RaisedError {
                if methods.contains(request.databaseMethod), isMeant(request) { memory.use { $0 = request } }
                throw error
            }
        }
    }
}

extension Request {
    /// The request without the values that are no dates, in keys that hold dates.
    var withoutWrongDates: Request {
        guard let record else { return self }
        return replacing(
            record: Document(
                record.filter { !TaskRecord.dateKeys.contains($0.name) || $0.value == .null || $0.value.instant != nil }
                    .map { ($0.name, $0.value) }))
    }
}
