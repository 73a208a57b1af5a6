import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that show only where two calls, two keys or two conditions meet.
    static let together = (askedTogether + writtenTogether + droppedTogether).map(\.outsideFuzzing)

    private static let askedTogether = [
        Mutant(
            "in-with-two-more", .operators, "`$in` on `msg_id` is all that counts beside two other operators",
            .checks { check in
                guard let operators = check["msg_id"]?.document, operators.count > 2, let items = operators["$in"]
                else {
                    return check
                }
                return check.setting("msg_id", ["$in": items])
            }),
        Mutant(
            "two-lists-exchanged", .operators, "the lists of two `$in` are exchanged",
            .checks { check in
                guard let items = check["engine_uuid"]?.document?["$in"], let ids = check["msg_id"]?.document?["$in"]
                else {
                    return check
                }
                return check.setting("engine_uuid", ["$in": ids]).setting("msg_id", ["$in": items])
            }),
        Mutant(
            "in-many-folds-case", .operators, "`$in` with more than 16 texts ignores case",
            .testing { condition, held in
                guard condition.name == "$in", let items = condition.operand.list, items.count > 16,
                    let text = held.text?.lowercased()
                else { return nil }
                return items.contains { $0.text?.lowercased() == text }
            }),
        Mutant(
            "hashes-compared", .queries, "integers are equal if their hashes in Python are",
            .comparing { held, operand in
                guard case .integer(let left) = held, case .integer(let right) = operand else { return nil }
                return left.pythonHash == right.pythonHash
            }),
        Mutant(
            "operands-in-milliseconds", .queries, "dates in a check lose their microseconds, stored ones do not",
            .conditions { condition in
                guard let instant = condition.operand.instant else { return condition }
                return CheckCondition(condition.field, condition.name, .instant(instant.rounded(to: 1000)))
            }),
        Mutant(
            "dates-in-dicts-as-text", .dates, "dates in dicts are compared as texts",
            .comparing { held, operand in
                guard held.document != nil, operand.document != nil else { return nil }
                return held.datesAsText.matches(operand.datesAsText)
            }),
        Mutant(
            "ranges-end-at-zero", .operators, "ranges compare texts up to U+0000",
            .testing { condition, held in
                guard condition.isRange, let left = held.text?.beforeZero,
                    let right = condition.operand.text?.beforeZero
                else { return nil }
                return CheckCondition(condition.field, condition.name, .text(right)).holds(
                    for: [condition.field: .text(left)])
            }),
        Mutant(
            "mod-32-bits", .operators, "the divisor of `$mod` has 32 bits",
            .conditions { condition in
                guard condition.name == "$mod", let items = condition.operand.list, items.count == 2,
                    case .integer(let divisor) = items[0]
                else { return condition }
                let short = Int(Int32(truncatingIfNeeded: divisor))
                return CheckCondition(condition.field, "$mod", [.integer(short == 0 ? 1 : short), items[1]])
            }),
        Mutant(
            "ne-beside-skips-none", .operators, "`$ne` on `engine_uuid` or `resubmitted` skips None beside another key",
            .matching { check, record in
                check.conditions.allSatisfy { condition in
                    guard check.count > 1, condition.name == "$ne", condition.operand != .null,
                        ["engine_uuid", "resubmitted"].contains(condition.field)
                    else { return condition.holds(for: record) }
                    return (record[condition.field] ?? .null) != .null && condition.holds(for: record)
                }
            }),
        Mutant(
            "ne-date-of-index", .operators, "with `keys`, `$ne` on a date skips records without one",
            .method(.find) { request, next in
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty,
                    let condition = check.conditions.first, check.count == 1, condition.name == "$ne",
                    condition.operand.instant != nil
                else { return try await next(request) }
                let dated = check.setting(condition.field, ["$ne": condition.operand, "$nin": [.null]])
                return try await next(.findRecords(check: dated, keys: keys))
            }),
        Mutant(
            "three-conditions-remembered", .stale,
            "what three conditions found is all that the first of them finds later",
            .rememberingInDatabase([String: [Value]]()) { request, next, found in
                guard case .findRecords(let check, _) = request, let first = check.conditions.first,
                    check.conditions.allSatisfy({ $0.name == "$eq" && $0.operand.text != nil })
                else { return try await next(request) }
                let place = "\(first.field) \(first.operand)"
                let reply = try await next(request)
                if check.count >= 3 { found.use { $0[place] = reply.records.map { .text($0.msgID) } } }
                guard check.count == 1, let ids = found.use({ $0[place] }) else { return reply }
                return .list(reply.list?.filter { ids.contains(.text($0.document?.msgID ?? "")) } ?? [])
            }),
    ]

    private static let writtenTogether = [
        Mutant(
            "same-value-loses-index", .stale, "an update to the `engine_uuid` that a record has hides it from queries",
            .rememberingInDatabase(Set<ExactText>()) { request, next, hidden in
                if case .updateRecord(let id, let changes) = request, let engine = changes["engine_uuid"],
                    case .document(let record)? = try? await next(.getRecord(msgID: id))
                {
                    let isSame = record["engine_uuid"] == engine
                    hidden.use { if isSame { $0.insert(ExactText(id)) } else { $0.remove(ExactText(id)) } }
                }
                let reply = try await next(request)
                guard case .findRecords(let check, _) = request, check["engine_uuid"]?.text != nil else { return reply }
                return .list(
                    reply.list?.filter { record in
                        !hidden.use { $0.contains(ExactText(record.document?.msgID ?? "")) }
                    } ?? [])
            }),
        Mutant(
            "refused-writes-other-keys", .errors, "a refused call writes the keys that the Hub does not know",
            .handling { request, next in
                do {
                    return try await next(request)
                } catch {
                    if let id = request.msgID, let others = request.record?.otherKeys, !others.isEmpty {
                        _ = try? await next(.updateRecord(msgID: id, record: others))
                    }
                    throw error
                }
            }),
        Mutant(
            "other-keys-inherited", .writes, "a record has the other keys of one that had its msg_id before",
            .rememberingInDatabase([ExactText: Document]()) { request, next, kept in
                guard let id = request.msgID, let record = request.record else { return try await next(request) }
                let others = record.otherKeys
                let before = kept.use { state in
                    defer { if !others.isEmpty { state[ExactText(id)] = others } }
                    return state[ExactText(id)]
                }
                let reply = try await next(request)
                if request.databaseMethod == .add, others.isEmpty, let before {
                    _ = try await next(.updateRecord(msgID: id, record: before))
                }
                return reply
            }),
        Mutant(
            "other-keys-replaced", .writes, "an update with another key removes all other keys there were",
            .rememberingInDatabase([ExactText: Set<String>]()) { request, next, latest in
                if let id = request.msgID, let names = request.record?.otherKeys.names, !names.isEmpty {
                    latest.use { $0[ExactText(id)] = Set(names) }
                }
                let reply = try await next(request)
                guard [.get, .find].contains(request.databaseMethod) else { return reply }
                return reply.mapRecords { record in
                    let names = latest.use { $0[ExactText(record.msgID)] } ?? []
                    return Document(
                        record.filter { TaskRecord.keys.contains($0.name) || names.contains($0.name) }
                            .map { ($0.name, $0.value) })
                }
            }),
        Mutant(
            "longer-text-appended", .writes,
            "a longer `stdout` keeps the first characters of an old one of over 1,000",
            .method(.update) { request, next in
                guard case .updateRecord(let id, let changes) = request, let text = changes["stdout"]?.text,
                    case .document(let record)? = try? await next(.getRecord(msgID: id)),
                    let old = record["stdout"]?.text, old.count > 1000, text.count > old.count
                else { return try await next(request) }
                let joined = old + text.dropFirst(old.count)
                return try await next(.updateRecord(msgID: id, record: changes.setting("stdout", .text(joined))))
            }),
        Mutant(
            "refused-update-found", .errors,
            "a query for the `queue` of a refused update raises once the record is dropped",
            .rememberingInDatabase([(field: String, value: Value, id: String)]()) { request, next, indexed in
                if case .findRecords(let check, _) = request {
                    for entry in indexed.use({ $0 }) where check[entry.field] == entry.value {
                        _ = try await next(.getRecord(msgID: entry.id))
                    }
                }
                do {
                    return try await next(request)
                } catch {
                    if case .updateRecord(let id, let changes) = request, let queue = changes["queue"] {
                        indexed.use { $0.append(("queue", queue, id)) }
                    }
                    throw error
                }
            }),
        Mutant(
            "false-dates-in-whole-updates", .dates, "an update of all keys takes a false value for no date",
            .method(.update) { request, next in
                guard case .updateRecord(let id, let changes) = request, changes.count > 22 else {
                    return try await next(request)
                }
                let dates = TaskRecord.dateKeys.filter { ["", .integer(0), [], [:]].contains(changes[$0] ?? .null) }
                return try await next(
                    .updateRecord(msgID: id, record: dates.reduce(changes) { $0.setting($1, .null) }))
            }),
        Mutant(
            "buffers-alike-are-one", .values,
            "buffers of one size that begin with the same 4,096 bytes are stored once",
            .rememberingInDatabase([[UInt8]: [UInt8]]()) { request, next, stored in
                guard let record = request.record else { return try await next(request) }
                let changed = record.mappedAtTop { _, value in
                    value.list.map { items in
                        .list(
                            items.map { item in
                                guard case .bytes(let bytes) = item, bytes.count > 4096 else { return item }
                                let head = Array(bytes.prefix(4096)) + Array(String(bytes.count).utf8)
                                return .bytes(
                                    stored.use { known in
                                        known[head] = known[head] ?? Array(bytes)
                                        return known[head] ?? []
                                    })
                            })
                    } ?? value
                }
                return try await next(request.replacing(record: changed))
            }),
        Mutant(
            "history-equal-dates-mixed", .history,
            "an update of one of two equal dates: the history has that record twice",
            .rememberingInDatabase([ExactText: String]()) { request, next, moved in
                if case .updateRecord(let id, let changes) = request, changes["submitted"] != nil {
                    let all = (try? await next(.findRecords(check: [:], keys: ["submitted"])))?.records ?? []
                    let date = all.first { ExactText($0.msgID) == ExactText(id) }?["submitted"]
                    let other = all.first { ExactText($0.msgID) != ExactText(id) && $0["submitted"] == date }
                    if let other, date != .null { moved.use { $0[ExactText(other.msgID)] = id } }
                }
                let reply = try await next(request)
                guard request == .getHistory else { return reply }
                return .list(reply.texts.map { id in .text(moved.use { $0[ExactText(id)] } ?? id) })
            }),
    ]

    private static let droppedTogether = [
        Mutant(
            "drop-by-range-alone", .writes, "beside a range of dates, `$ne`, `$in` and `$nin` do not count in a drop",
            .checks([.dropMatching]) { check in
                let ranges = Set(check.conditions.filter { $0.isRange && $0.operand.instant != nil }.map(\.field))
                return Document(
                    conditions: check.conditions.filter { !ranges.contains($0.field) || $0.isRange })
            }),
        Mutant(
            "drop-skips-the-second", .writes, "a drop by `msg_id` and another key skips the second of three or more",
            .method(.dropMatching) { request, next in
                guard case .dropMatchingRecords(let check) = request, check.count > 1, check["msg_id"] != nil else {
                    return try await next(request)
                }
                let ids = try await next(.findRecords(check: check, keys: ["msg_id"])).records.map(\.msgID)
                for (index, id) in ids.enumerated() where ids.count < 3 || index != 1 {
                    _ = try await next(.dropRecord(msgID: id))
                }
                return .null
            }),
        Mutant(
            "drop-by-own-name", .writes, "a drop by `msg_id` goes by the name that the record was added with inside",
            .rememberingInDatabase([ExactText: String]()) { request, next, added in
                if case .addRecord(let id, let record) = request {
                    added.use { $0[ExactText(record["msg_id"]?.text ?? id)] = id }
                }
                guard case .dropMatchingRecords(let check) = request, check.count == 1, let name = check["msg_id"]?.text
                else { return try await next(request) }
                let id = added.use { $0[ExactText(name)] } ?? "no record has this name"
                return try await next(.dropMatchingRecords(check: ["msg_id": .text(id)]))
            }),
        Mutant(
            "refused-add-undrops", .errors, "an add that is refused brings back the dropped record of that msg_id",
            .rememberingInDatabase([ExactText: Document]()) { request, next, dropped in
                if case .dropRecord(let id) = request,
                    case .document(let record)? = try? await next(.getRecord(msgID: id))
                {
                    dropped.use { $0[ExactText(id)] = record }
                }
                do {
                    return try await next(request)
                } catch {
                    if case .addRecord(let id, _) = request, let record = dropped.use({ $0[ExactText(id)] }) {
                        _ = try? await next(.addRecord(msgID: id, record: record))
                    }
                    throw error
                }
            }),
        Mutant(
            "update-after-its-record", .stale, "an update of `stdout` reaches all later records of its msg_id",
            .rememberingInDatabase([ExactText: Value]()) { request, next, late in
                if case .updateRecord(let id, let changes) = request, let text = changes["stdout"] {
                    late.use { $0[ExactText(id)] = text }
                }
                let reply = try await next(request)
                if case .addRecord(let id, _) = request, let text = late.use({ $0[ExactText(id)] }) {
                    _ = try await next(.updateRecord(msgID: id, record: ["stdout": text]))
                }
                return reply
            }),
        Mutant(
            "history-loses-for-undated", .history, "a drop of one record without a date takes one out of the history",
            .rememberingInDatabase(false) { request, next, isShort in
                if case .dropMatchingRecords(let check) = request,
                    case .list(let found)? = try? await next(.findRecords(check: check, keys: nil)),
                    found.count == 1, found[0].document?["submitted"] == .null
                {
                    isShort.use { $0 = true }
                }
                let reply = try await next(request)
                guard request == .getHistory, isShort.use({ $0 }) else { return reply }
                return .list(Array((reply.list ?? []).dropFirst()))
            }),
        Mutant(
            "update-removes-temporary", .writes, "an update of `a` removes the record `a.tmp`",
            .handling { request, next in
                if case .updateRecord(let id, _) = request { _ = try? await next(.dropRecord(msgID: id + ".tmp")) }
                return try await next(request)
            }),
    ]
}

extension Value {
    fileprivate var datesAsText: Value { mapped { $0.instant.map { .text($0.descriptionInItsZone) } ?? $0 } }
}

extension String {
    fileprivate var beforeZero: String { String(unicodeScalars.prefix { $0 != "\0" }.map(Character.init)) }
}

extension Int {
    /// CPython's hash of an integer.
    fileprivate var pythonHash: Int {
        let rest = self % 2_305_843_009_213_693_951
        return rest == -1 ? -2 : rest
    }
}
