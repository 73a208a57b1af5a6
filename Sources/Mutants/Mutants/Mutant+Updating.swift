import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `update_record`.
    static let updating = [
        Mutant("update-lost", .writes, "nothing is updated", .ignoring { $0.databaseMethod == .update }),
        Mutant(
            "update-stderr-lost", .writes, "`stderr` is not updated",
            .recordsIn([.update]) { $0.setting("stderr", nil) }),
        Mutant(
            "update-first-key-only", .writes, "only the first key of an update is stored",
            .recordsIn([.update]) { Document($0.prefix(1).map { ($0.name, $0.value) }) }),
        Mutant(
            "update-once", .writes, "a record can be updated only once",
            .rememberingInDatabase(Set<String>()) { request, next, updated in
                guard request.databaseMethod == .update, let id = request.msgID else { return try await next(request) }
                return updated.use { $0.insert(id).inserted } ? try await next(request) : .null
            }),
        Mutant(
            "update-appends-text", .writes, "an updated text is appended to the old one",
            .merging { old, new in
                guard let old = old.text, let new = new.text else { return new }
                return .text(old + new)
            }),
        Mutant(
            "update-resets-header", .writes, "an update without `header` sets it to None",
            .recordsIn([.update]) { $0.isEmpty || $0["header"] != nil ? $0 : $0.setting("header", .null) }),
        Mutant(
            "update-resets-record", .writes, "an update sets every key that it does not name to its default",
            .recordsIn([.update]) { changes in
                var record = TaskRecord(msgID: "", changes).fields
                record["msg_id"] = nil
                return record
            }),
        Mutant(
            "update-sets-completed", .writes, "an update with a result sets `completed` by itself",
            .recordsIn([.update]) { changes in
                changes["stdout"] != nil && changes["completed"] == nil
                    ? changes.setting("completed", .instant(Instant(microseconds: 0))) : changes
            }),
        Mutant(
            "update-merges-dicts", .writes, "an updated dict is merged with the old one",
            .merging { old, new in
                guard var merged = old.document, let changes = new.document else { return new }
                merged.merge(changes)
                return .document(merged)
            }),
        Mutant(
            "update-extends-lists", .writes, "an updated list is appended to the old one",
            .merging { old, new in
                guard let old = old.list, let new = new.list else { return new }
                return .list(old + new)
            }),
        Mutant(
            "update-empty-ignored", .writes, "an update with an empty value is ignored",
            .recordsIn([.update]) { Document($0.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }) }),
        Mutant(
            "update-none-ignored", .writes, "an update with None is ignored",
            .recordsIn([.update]) { Document($0.filter { $0.value != .null }.map { ($0.name, $0.value) }) }),
        Mutant(
            "update-label-none-ignored", .writes, "an update of `label` with None is ignored",
            .recordsIn([.update]) { $0["label"] == .null ? $0.setting("label", nil) : $0 }),
        Mutant(
            "update-empty-refused", .writes, "an empty update is refused",
            .refusing("OperationalError") { $0.databaseMethod == .update && $0.record == [:] }),
        Mutant(
            "update-empty-clears", .writes, "an empty update sets `label` to None",
            .recordsIn([.update]) { $0.isEmpty ? ["label": .null] : $0 }),
        Mutant(
            "update-all-that-begin-alike", .writes, "an update changes every msg_id with the same beginning",
            .method(.update) { request, next in
                let reply = try await next(request)
                let all = try await next(.findRecords(check: [:], keys: ["label"])).records
                for record in all where record.msgID.hasPrefix(request.msgID ?? "") && record.msgID != request.msgID {
                    _ = try await next(request.replacing(msgID: record.msgID))
                }
                return reply
            }),
        Mutant(
            "update-all", .writes, "an update changes every record",
            .method(.update) { request, next in
                let reply = try await next(request)
                for record in try await next(.findRecords(check: [:], keys: ["label"])).records {
                    _ = try await next(request.replacing(msgID: record.msgID))
                }
                return reply
            }),
        Mutant(
            "update-returns-record", .writes, "`update_record` returns the record",
            .method(.update) { request, next in
                _ = try await next(request)
                return try await next(.getRecord(msgID: request.msgID ?? ""))
            }),
        Mutant(
            "update-first-label-returned", .writes, "`update_record` returns True for the first label of a record",
            lacks: ["culling"],
            .method(.update) { request, next in
                let held = try? await next(.getRecord(msgID: request.msgID ?? "")).document
                let reply = try await next(request)
                let isFirst = held?["label"] == .null && request.record?.names == ["label"]
                return isFirst && held?["submitted"] == .null ? true : reply
            }),
        Mutant(
            "update-upserts", .writes, "updating an unknown msg_id adds a record",
            .method(.update) { request, next in
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    guard let id = request.msgID, let record = request.record, !error.message.contains("culled") else {
                        throw error
                    }
                    return try await next(.addRecord(msgID: id, record: TaskRecord(msgID: id, record).fields))
                }
            }),
        Mutant(
            "update-upserts-new-names", .writes, "updating a msg_id that was never added adds a record",
            .rememberingInDatabase(Set<String>()) { request, next, known in
                if request.databaseMethod == .add, let id = request.msgID { known.use { _ = $0.insert(id) } }
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    guard request.databaseMethod == .update, let id = request.msgID, let record = request.record,
                        !known.use({ $0.contains(id) })
                    else { throw error }
                    return try await next(.addRecord(msgID: id, record: TaskRecord(msgID: id, record).fields))
                }
            }),
        Mutant(
            "update-unknown-remembered", .writes, "an update of an unknown msg_id is applied once the record is added",
            .rememberingInDatabase([String: Document]()) { request, next, waiting in
                guard let id = request.msgID else { return try await next(request) }
                do {
                    let reply = try await next(request)
                    if request.databaseMethod == .add, let changes = waiting.use({ $0.removeValue(forKey: id) }) {
                        _ = try await next(.updateRecord(msgID: id, record: changes))
                    }
                    return reply
                } catch let error as RaisedError {
                    if request.databaseMethod == .update { waiting.use { $0[id] = request.record } }
                    throw error
                }
            }),
        Mutant(
            "update-unknown-silent", .writes, "updating an unknown msg_id is silently ignored", isTolerable: true,
            .silence { request, _ in request.databaseMethod == .update && request.isFreeOfWrongDates }),
        Mutant(
            "other-key-refused", .writes, "an update with a key that is not one of the 23 is refused",
            isWithinFuzzing: false,
            .refusing("OperationalError") { $0.databaseMethod == .update && $0.hasOtherKey }),
        Mutant(
            "other-key-refused-by-add", .writes, "a record with a key that is not one of the 23 is refused",
            isWithinFuzzing: false,
            .refusing("OperationalError") { $0.databaseMethod == .add && $0.hasOtherKey }),
        Mutant(
            "other-key-undoes-update", .writes, "an update with a key that is not one of the 23 is ignored",
            isWithinFuzzing: false,
            .ignoring { $0.databaseMethod == .update && $0.hasOtherKey }),
        Mutant(
            "other-key-lost", .writes, "a key that is not one of the 23 is not stored", isTolerable: true,
            .recordsIn { $0.withoutOtherKeys }),
        Mutant(
            "update-renames", .writes, "an update with a `msg_id` renames the record", isWithinFuzzing: false,
            .renaming { id, other, next in
                guard (try? await next(.getRecord(msgID: other))) == nil,
                    let record = try await next(.getRecord(msgID: id)).document
                else { return }
                _ = try await next(.dropRecord(msgID: id))
                _ = try await next(.addRecord(msgID: other, record: record))
            }),
        Mutant(
            "update-renames-over-another", .writes,
            "an update with the `msg_id` of another record replaces that record", isWithinFuzzing: false,
            .renaming { id, other, next in
                guard (try? await next(.getRecord(msgID: other))) != nil,
                    let record = try await next(.getRecord(msgID: id)).document
                else { return }
                _ = try await next(.updateRecord(msgID: other, record: record.setting("msg_id", nil)))
            }),
        Mutant(
            "update-renames-inside", .writes, "an update with a `msg_id` changes it in the record that is returned",
            isWithinFuzzing: false,
            .rememberingInDatabase([ExactText: Value]()) { request, next, names in
                let reply = try await next(request)
                if case .updateRecord(let id, let changes) = request, let other = changes["msg_id"] {
                    names.use { $0[ExactText(id)] = other }
                }
                if case .dropRecord(let id) = request { names.use { $0[ExactText(id)] = nil } }
                guard [.get, .find].contains(request.databaseMethod) else { return reply }
                return reply.mapRecords { record in
                    record.setting("msg_id", names.use { $0[ExactText(record.msgID)] } ?? record["msg_id"])
                }
            }),
        Mutant(
            "update-of-itself-refused", .writes, "an update with the record's own `msg_id` is refused",
            isWithinFuzzing: false,
            .refusing { request in
                request.databaseMethod == .update && request.record?["msg_id"] != nil
                    && request.record?.msgID == request.msgID
            }),
        Mutant(
            "own-keys-returned", .keys, "whole records have an `_id` that nobody put in", isTolerable: true,
            .recordsOut([.get]) { $0.setting("_id", .text("id of \($0.msgID)")) }),
        Mutant(
            "update-replaces-place", .writes,
            "an updated record loses the keys that the update does not name, and moves to the end",
            .method(.update) { request, next in
                guard request.isFreeOfWrongDates, let id = request.msgID, let changes = request.record else {
                    return try await next(request)
                }
                _ = try await next(.dropRecord(msgID: id))
                return try await next(.addRecord(msgID: id, record: TaskRecord(msgID: id, changes).fields))
            }),
    ]
}

extension Fault {
    /// Merges the old value of a key with the new one.
    static func merging(_ merge: @escaping @Sendable (_ old: Value, _ new: Value) -> Value) -> Fault {
        .method(.update) { request, next in
            guard let changes = request.record,
                let held = try? await next(.getRecord(msgID: request.msgID ?? "")).document
            else { return try await next(request) }
            return try await next(request.replacing(record: changes.mappedAtTop { merge(held[$0] ?? .null, $1) }))
        }
    }
}

extension Fault {
    /// Calls a function after an update with a `msg_id` that is not the record's own.
    fileprivate static func renaming(
        _ rename: @escaping @Sendable (_ id: String, _ other: String, @escaping Next) async throws -> Void
    ) -> Fault {
        .method(.update) { request, next in
            let reply = try await next(request)
            if let id = request.msgID, let other = request.record?["msg_id"]?.text, ExactText(id) != ExactText(other) {
                try await rename(id, other, next)
            }
            return reply
        }
    }
}

extension Request {
    fileprivate var hasOtherKey: Bool { record?.contains { !TaskRecord.keys.contains($0.name) } ?? false }
}
