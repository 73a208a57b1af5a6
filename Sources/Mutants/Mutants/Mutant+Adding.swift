import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `add_record`.
    static let adding = [
        Mutant(
            "add-lost", .writes, "nothing is added", .ignoring { $0.databaseMethod == .add }),
        Mutant(
            "add-lost-after-256", .writes, "at most 256 records are stored", lacks: ["culling"],
            .rememberingInDatabase(0) { request, next, count in
                guard request.databaseMethod == .add else { return try await next(request) }
                return count.use {
                    $0 += 1
                    return $0
                } > 256 ? .null : try await next(request)
            }),
        Mutant(
            "add-second-lost", .writes, "the second record added is not stored",
            .rememberingInDatabase(0) { request, next, count in
                guard request.databaseMethod == .add else { return try await next(request) }
                return count.use {
                    $0 += 1
                    return $0
                } == 2 ? .null : try await next(request)
            }),
        Mutant(
            "add-late", .writes, "a record is stored only when the next one is added",
            .rememberingInDatabase(Request?.none) { request, next, waiting in
                guard request.databaseMethod == .add else { return try await next(request) }
                guard
                    let before = waiting.use({
                        let before = $0
                        $0 = request
                        return before
                    })
                else { return .null }
                return try await next(before)
            }),
        Mutant(
            "add-returns-msg-id", .writes, "`add_record` returns the msg_id",
            .replies(to: .add) { _, request in request.msgID.map(Value.text) ?? .null }),
        Mutant(
            "add-returns-true", .writes, "`add_record` returns True", .replies(to: .add) { _, _ in true }),
        Mutant(
            "add-swaps-metadata", .writes, "`metadata` and `result_metadata` are swapped",
            .recordsIn([.add]) { record in
                record.setting("metadata", record["result_metadata"]).setting("result_metadata", record["metadata"])
            }),
        Mutant(
            "add-loses-queue", .writes, "`queue` is not stored", .recordsIn { $0.setting("queue", .null) }),
        Mutant(
            "duplicate-ignored", .writes, "adding an existing msg_id is silently ignored",
            .silence { request, _ in request.databaseMethod == .add && request.isFreeOfWrongDates }),
        Mutant(
            "duplicate-same-accepted", .writes, "adding an equal record twice is accepted",
            .method(.add) { request, next in
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    let held = try? await next(.getRecord(msgID: request.msgID ?? ""))
                    if let record = request.record, held == .document(record) { return .null }
                    throw error
                }
            }),
        Mutant(
            "duplicate-overwrites", .writes, "adding an existing msg_id overwrites its record",
            .method(.add) { request, next in
                guard request.isFreeOfWrongDates else { return try await next(request) }
                _ = try? await next(.dropRecord(msgID: request.msgID ?? ""))
                return try await next(request)
            }),
        Mutant(
            "duplicate-overwrites-and-raises", .writes, "adding an existing msg_id raises, but overwrites its record",
            .method(.add) { request, next in
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    if request.isFreeOfWrongDates, let msgID = request.msgID, let record = request.record {
                        _ = try? await next(.updateRecord(msgID: msgID, record: record))
                    }
                    throw error
                }
            }),
        Mutant(
            "duplicate-merges-dates", .writes, "adding an existing msg_id raises, but stores the new dates",
            .method(.add) { request, next in
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    if let msgID = request.msgID, let date = request.record?["submitted"], date.instant != nil {
                        _ = try? await next(.updateRecord(msgID: msgID, record: ["submitted": date]))
                    }
                    throw error
                }
            }),
        Mutant(
            "named-by-record", .writes, "a record is stored under the `msg_id` inside it",
            .method(.add) { request, next in
                guard let own = request.record?.msgID, !own.isEmpty else { return try await next(request) }
                return try await next(request.replacing(msgID: own))
            }),
        Mutant(
            "named-by-both", .writes, "a record is stored under its own `msg_id` as well",
            .method(.add) { request, next in
                let reply = try await next(request)
                if let own = request.record?.msgID, !own.isEmpty, own != request.msgID {
                    _ = try? await next(request.replacing(msgID: own))
                }
                return reply
            }),
        Mutant(
            "named-otherwise-refused", .writes, "a record whose own `msg_id` differs is refused",
            .refusing { request in
                request.databaseMethod == .add && request.record.map { $0.msgID != request.msgID } ?? false
            }),
        Mutant(
            "named-otherwise-inside", .writes, "a record keeps its own `msg_id` if that differs", isTolerable: true,
            .remembering([String: String]()) { request, next, names in
                if case .open = request { names.use { $0 = [:] } }
                if request.databaseMethod == .add, let id = request.msgID, let own = request.record?.msgID {
                    names.use { $0[id] = own }
                }
                let reply = try await next(request)
                guard request.databaseMethod == .get || request.databaseMethod == .find else { return reply }
                return reply.mapRecords { record in
                    record.setting("msg_id", .text(names.use { $0[record.msgID] } ?? record.msgID))
                }
            }),
    ]
}

extension Request {
    /// Whether the request's record has no invalid date.
    var isFreeOfWrongDates: Bool {
        guard let record else { return true }
        return (try? TaskRecord.checkDates(in: record)) != nil
    }
}
