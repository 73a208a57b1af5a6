import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that show only after an update, a drop or another call before, or beside a value of another kind.
    static let afterwards = (indexes + statements + comparedWrongly + replayedLater).map(\.outsideFuzzing)

    private static let indexes = [
        askedOfAdded("range-of-added", "ranges look at the labels that were added, not at updated ones") { $0.isRange },
        askedOfAdded("glob-of-added", "`$glob` looks at the labels that were added, not at updated ones") {
            $0.name == "$glob"
        },
        askedOfAdded("exists-of-added", "`$exists` looks at the labels that were added, not at updated ones") {
            $0.name == "$exists"
        },
        askedOfAdded("all-of-added", "`$all` looks at the lists that were added, not at updated ones") {
            $0.name == "$all"
        },
        Mutant(
            "range-lists-twice", .stale, "a range of `completed` lists a record twice that was updated twice",
            .rememberingInDatabase([String: Int]()) { request, next, updates in
                if case .updateRecord(let id, let changes) = request, changes["completed"] != nil {
                    updates.use { $0[id, default: 0] += 1 }
                }
                let reply = try await next(request)
                guard case .findRecords(let check, _) = request,
                    check.conditions.contains(where: { $0.field == "completed" && $0.isRange })
                else { return reply }
                let again = reply.records.filter { record in updates.use { $0[record.msgID, default: 0] > 1 } }
                return .list((reply.records + again).map(Value.document))
            }),
        Mutant(
            "in-lists-twice", .operators, "`$in` lists a record once for each item that it equals",
            .replies(to: .find) { reply, request in
                guard let condition = request.check?.conditions.first(where: { $0.name == "$in" }),
                    let items = condition.operand.list
                else { return reply }
                return .list(
                    reply.records.flatMap { record in
                        let count = items.filter { record[condition.field]?.matches($0) ?? false }.count
                        return [Value](repeating: .document(record), count: max(count, 1))
                    })
            }),
        Mutant(
            "drop-empties-equal-dates", .writes,
            "ranges of `started` no longer find records with the date of a dropped one",
            .rememberingInDatabase([Value]()) { request, next, dropped in
                if case .dropRecord(let id) = request,
                    let date = try? await next(.getRecord(msgID: id)).document?["started"], date != .null
                {
                    dropped.use { $0.append(date) }
                }
                let reply = try await next(request)
                guard case .findRecords(let check, _) = request,
                    check.conditions.contains(where: { $0.field == "started" && $0.isRange })
                else { return reply }
                return .list(
                    reply.records.filter { record in
                        !dropped.use { $0.contains(record["started"] ?? .null) }
                    }.map(Value.document))
            }),
    ]

    private static let statements = [
        Mutant(
            "update-in-first-order", .writes,
            "an update with the keys of an earlier one in another order exchanges values",
            .rememberingInDatabase([Set<String>: [String]]()) { request, next, orders in
                guard case .updateRecord(let id, let changes) = request, changes.count > 1 else {
                    return try await next(request)
                }
                let names = changes.map(\.name)
                let first = orders.use { orders in
                    if orders[Set(names)] == nil { orders[Set(names)] = names }
                    return orders[Set(names)] ?? names
                }
                return try await next(
                    .updateRecord(msgID: id, record: Document(Array(zip(first, changes.map(\.value))))))
            }),
        Mutant(
            "keys-in-first-order", .keys, "keys that are selected in another order exchange their values",
            .rememberingInDatabase([Set<String>: [String]]()) { request, next, orders in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, keys.count == 2, keys[0] != keys[1],
                    !keys.contains("msg_id")
                else { return reply }
                let first = orders.use { orders in
                    if orders[Set(keys)] == nil { orders[Set(keys)] = keys }
                    return orders[Set(keys)] ?? keys
                }
                return first == keys
                    ? reply
                    : reply.mapRecords { record in
                        record.setting(keys[0], record[keys[1]] ?? .null).setting(keys[1], record[keys[0]] ?? .null)
                    }
            }),
        Mutant(
            "ne-none-remembered", .operators, "after `$ne` None for a key, every `$ne` of it is read as `$ne` None",
            .rememberingInDatabase(Set<String>()) { request, next, asked in
                guard let check = request.check else { return try await next(request) }
                let changed = check.conditions.map { condition in
                    guard condition.name == "$ne" else { return condition }
                    if condition.operand == .null { asked.use { _ = $0.insert(condition.field) } }
                    return asked.use({ $0.contains(condition.field) })
                        ? CheckCondition(condition.field, "$ne", .null) : condition
                }
                return try await next(request.replacing(check: Document(conditions: changed)))
            }),
        Mutant(
            "other-keys-merged", .writes, "a dict under a key that the Hub does not know is merged with the old one",
            .method(.update) { request, next in
                guard case .updateRecord(let id, let changes) = request,
                    let held = try? await next(.getRecord(msgID: id)).document
                else { return try await next(request) }
                let merged = changes.map { name, value in
                    guard !TaskRecord.keys.contains(name), let new = value.document, var old = held[name]?.document
                    else { return (name, value) }
                    old.merge(new)
                    return (name, .document(old))
                }
                return try await next(.updateRecord(msgID: id, record: Document(merged)))
            }),
    ]

    private static let comparedWrongly = [
        Mutant(
            "missing-as-none-in-dicts", .queries, "a key that a dict lacks counts as None",
            .comparing { held, operand in
                guard let held = held.document, let operand = operand.document else { return nil }
                let names = Set((held.map(\.name) + operand.map(\.name)).map(ExactText.init))
                return names.allSatisfy { (held[$0.string] ?? .null).matches(operand[$0.string] ?? .null) }
            }),
        Mutant(
            "one-bound-of-two-types", .operators, "of two bounds with different types only the first counts",
            .checks { check in
                var first: [String: String] = [:]
                return Document(
                    conditions: check.conditions.filter { condition in
                        guard condition.isRange else { return true }
                        let type = condition.operand.typeName
                        defer { first[condition.field] = first[condition.field] ?? type }
                        return first[condition.field].map { $0 == type } ?? true
                    })
            }),
        Mutant(
            "lists-as-floats", .queries, "integers in lists are compared as floats",
            .comparing { held, operand in
                guard let held = held.list, let operand = operand.list, held.count == operand.count else { return nil }
                return zip(held, operand).allSatisfy { left, right in
                    if let left = left.number, let right = right.number { left == right } else { left.matches(right) }
                }
            }),
        Mutant(
            "in-bytes-as-text", .operators, "`$in` compares bytes as texts, in which what is no UTF-8 is one character",
            .testing { condition, held in
                guard condition.name == "$in", case .bytes(let held) = held, let items = condition.operand.list
                else { return nil }
                return items.contains { item in
                    guard case .bytes(let item) = item else { return false }
                    return String(decoding: item, as: UTF8.self) == String(decoding: held, as: UTF8.self)
                }
            }),
        Mutant(
            "all-by-type", .operators, "`$all` takes 1 and 1.0 for different items",
            .testing { condition, held in
                guard condition.name == "$all", let items = condition.operand.list, let list = held.list else {
                    return nil
                }
                return items.allSatisfy(list.contains)
            }),
        Mutant(
            "in-many-by-type", .operators, "`$in` with more than 64 items takes 5 and 5.0 for different items",
            .testing { condition, held in
                guard condition.name == "$in", let items = condition.operand.list, items.count > 64 else { return nil }
                return items.contains(held)
            }),
    ]

    private static let bufferKeys = ["buffers", "result_buffers"]

    private static let replayedLater = [
        replaying("persist-large-updates", "a restart loses all buffers of an update if one is large") { writes in
            writes.map { write in
                guard case .updateRecord = write else { return write }
                return write.mappingRecord { record in
                    record.mappedAtTop { name, value in
                        bufferKeys.contains(name) && value.holdsLargeBytes ? [] : value
                    }
                }
            }
        },
        replaying("persist-empty-beside-large", "a restart loses empty buffers beside large ones") { writes in
            writes.map { write in
                write.mappingRecord { record in
                    record.mappedAtTop { name, value in
                        guard bufferKeys.contains(name), value.holdsLargeBytes else { return value }
                        return .list(value.list?.filter { $0 != .bytes([]) } ?? [])
                    }
                }
            }
        },
        replaying("persist-minus-zero", "a restart turns -0.0 inside dicts into 0.0") { writes in
            writes.map {
                $0.mappingNested { if case .double(let number) = $0, number == 0 { .double(0) } else { $0 } }
            }
        },
        replaying("persist-each-fiftieth-lost", "every fiftieth write is lost in a restart") { writes in
            writes.enumerated().filter { $0.offset % 50 != 49 }.map(\.element)
        },
    ]

    /// Creates a mutant that answers some operators for `label` and `result_buffers` by the values of when a record was
    /// added.
    private static func askedOfAdded(
        _ name: String, _ summary: String, _ isStale: @escaping @Sendable (CheckCondition) -> Bool
    ) -> Mutant {
        Mutant(
            name, .stale, summary,
            .rememberingInDatabase([ExactText: Document]()) { request, next, added in
                let reply: Value
                guard case .findRecords(let check, let keys) = request,
                    check.conditions.contains(where: { ["label", "result_buffers"].contains($0.field) && isStale($0) })
                else {
                    reply = try await next(request)
                    if case .addRecord(let id, let record) = request { added.use { $0[ExactText(id)] = record } }
                    return reply
                }
                let all = try await next(.findRecords(check: [:], keys: nil)).records
                let found = all.filter { record in
                    let then = added.use { $0[ExactText(record.msgID)] } ?? record
                    return check.conditions.allSatisfy { $0.holds(for: isStale($0) ? then : record) }
                }
                return try await next(
                    .findRecords(check: ["msg_id": ["$in": .list(found.map { .text($0.msgID) })]], keys: keys))
            })
    }
}

extension Value {
    /// Whether one of the bytes in a list is large enough for a file of its own.
    fileprivate var holdsLargeBytes: Bool {
        list?.contains { if case .bytes(let bytes) = $0 { bytes.count > 1000 } else { false } } ?? false
    }
}
