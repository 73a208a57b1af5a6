import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that one call alone does not show: caches by a part of the question, values of one size after another, and
    /// what a write finds that a read does not.
    static let betweenCalls = (cached + compared + updated + leftBehind).map(\.outsideFuzzing)

    private static let cached = [
        Mutant(
            "find-cached-without-keys", .stale, "`find_records` returns the keys that the same query named before",
            .rememberingInDatabase([String: Value]()) { request, next, cache in
                if Method.writes.contains(request.databaseMethod) { cache.use { $0 = [:] } }
                guard case .findRecords(let check, _) = request else { return try await next(request) }
                if let before = cache.use({ $0["\(check)"] }) { return before }
                let reply = try await next(request)
                cache.use { $0["\(check)"] = reply }
                return reply
            }),
        Mutant(
            "find-cached-by-keys", .stale,
            "`find_records` with keys does not see an update of a key that it does not return",
            .rememberingInDatabase([String: (keys: [String], reply: Value)]()) { request, next, cache in
                let changed = request.databaseMethod == .update ? request.record?.names ?? [] : []
                if Method.writes.contains(request.databaseMethod) {
                    cache.use { held in
                        held = held.filter { !changed.isEmpty && !$1.keys.contains(where: changed.contains) }
                    }
                }
                guard case .findRecords(_, let keys?) = request, !keys.isEmpty else { return try await next(request) }
                if let before = cache.use({ $0["\(request)"] }) { return before.reply }
                let reply = try await next(request)
                cache.use { $0["\(request)"] = (keys, reply) }
                return reply
            }),
        Mutant(
            "unknown-id-remembered", .stale,
            "a msg_id that was asked for in vain is not found if the record that is added under it names another",
            .rememberingInDatabase(Set<ExactText>()) { request, next, unknown in
                if case .addRecord(_, let record) = request, let inner = record["msg_id"]?.text {
                    unknown.use { _ = $0.remove(ExactText(inner)) }
                }
                guard case .getRecord(let id) = request else { return try await next(request) }
                if unknown.use({ $0.contains(ExactText(id)) }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: id)
                }
                do {
                    return try await next(request)
                } catch {
                    unknown.use { _ = $0.insert(ExactText(id)) }
                    throw error
                }
            }),
    ]

    private static let compared = [
        Mutant(
            "drop-ne-date-skips-none", .writes,
            "`drop_matching_records` with `$ne` and a date keeps records without a date",
            .testing([.dropMatching]) { condition, held in
                guard condition.name == "$ne", case .instant = condition.operand, held == .null else { return nil }
                return false
            }),
        Mutant(
            "unknown-operator-with-msg-id-only", .operators,
            "an unknown operator is passed over where only msg_ids are asked for",
            .handling { request, next in
                guard case .findRecords(let check, ["msg_id"]?) = request else { return try await next(request) }
                let known = check.conditions.filter { (try? Query(Document(conditions: [$0]))) != nil }
                return try await next(.findRecords(check: Document(conditions: known), keys: ["msg_id"]))
            }),
        Mutant(
            "glob-ends-at-nul", .operators, "`$glob` reads a text up to its first NUL",
            .testing { condition, held in
                guard condition.name == "$glob", let text = held.text, text.unicodeScalars.contains("\0") else {
                    return nil
                }
                let beginning = String(text.unicodeScalars.prefix { $0 != "\0" })
                return condition.holds(for: [condition.field: .text(beginning)])
            }),
        Mutant(
            "buffers-compared-joined", .queries, "buffers are equal if their bytes together are",
            .comparing(["buffers", "result_buffers"]) { held, operand in
                guard let held = held.list, let operand = operand.list else { return nil }
                return held.flatMap(\.bytes) == operand.flatMap(\.bytes) && held.isEmpty == operand.isEmpty
            }),
        Mutant(
            "large-texts-not-found", .queries, "a text of more than 64 KiB is not found, since it is held compressed",
            .comparing { held, _ in held.text?.utf8.count ?? 0 > 65536 ? false : nil }),
        Mutant(
            "in-long-as-texts", .operators, "`$in` with more than 100 items matches texts alone",
            .conditions { condition in
                guard condition.name == "$in", let items = condition.operand.list, items.count > 100 else {
                    return condition
                }
                return CheckCondition(condition.field, "$in", .list(items.filter { $0.text != nil }))
            }),
    ]

    private static let updated = [
        Mutant(
            "update-number-as-text", .values, "an update stores a number in `label` as a text",
            .recordsIn([.update]) { changes in
                guard case .integer(let number)? = changes["label"] else { return changes }
                return changes.setting("label", .text("\(number)"))
            }),
        Mutant(
            "update-equal-number-kept", .values, "an update with an equal number of another type is passed over",
            .merging { old, new in old.matches(new) ? old : new }),
        Mutant(
            "update-same-size-kept", .writes, "buffers are not replaced by others of the same number and sizes",
            .merging { old, new in
                guard let held = old.list, let given = new.list, !held.isEmpty,
                    held.map(\.bytes.count) == given.map(\.bytes.count), held.allSatisfy({ !$0.bytes.isEmpty })
                else { return new }
                return old
            }),
        Mutant(
            "update-growing-text-counted-in-bytes", .writes,
            "where a text begins with the old one, what follows is found by the old one's size in bytes",
            .merging { old, new in
                guard let old = old.text, let new = new.text, !old.isEmpty, new.utf8.count > old.utf8.count,
                    new.hasPrefix(old)
                else { return new }
                return .text(old + String(String.UnicodeScalarView(new.unicodeScalars.dropFirst(old.utf8.count))))
            }),
        Mutant(
            "update-whole-goes-to-its-msg-id", .writes,
            "an update with all keys replaces the record that its msg_id names",
            .requests { request in
                guard request.databaseMethod == .update, let record = request.record,
                    TaskRecord.keys.allSatisfy({ record[$0] != nil }), let id = record["msg_id"]?.text
                else { return request }
                return request.replacing(msgID: id)
            }),
    ]

    private static let leftBehind = [
        Mutant(
            "refused-duplicate-leaves-large-buffers", .writes, "the buffers of a refused duplicate replace large ones",
            .method(.add) { request, next in
                do {
                    return try await next(request)
                } catch {
                    guard let id = request.msgID, let buffers = request.record?["buffers"],
                        buffers.list?.contains(where: { $0.bytes.count > 4096 }) ?? false
                    else { throw error }
                    _ = try? await next(.updateRecord(msgID: id, record: ["buffers": buffers]))
                    throw error
                }
            }),
        Mutant(
            "refused-update-leaves-buffers", .writes, "a refused update replaces the buffers",
            .method(.update) { request, next in
                do {
                    return try await next(request)
                } catch {
                    guard let id = request.msgID, let buffers = request.record?["buffers"] else { throw error }
                    _ = try? await next(.updateRecord(msgID: id, record: ["buffers": buffers]))
                    throw error
                }
            }),
        Mutant(
            "drop-keeps-other-keys", .writes, "a msg_id dropped and added again has the old `display_data`",
            .rememberingInDatabase([String: Value]()) { request, next, held in
                guard case .addRecord(let id, let record) = request else { return try await next(request) }
                let old = held.use { $0[id] }
                held.use { $0[id] = record["display_data"] ?? old }
                guard record["display_data"] == nil, let old else { return try await next(request) }
                return try await next(request.replacing(record: record.setting("display_data", old)))
            }),
    ]
}
