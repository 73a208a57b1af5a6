import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that only many records, long lists and large values show.
    static let sizes = many + large

    private static let many = [
        sized("found-first-thousand", .queries, "at most 1,000 records are returned", .cutting(.find, at: 1000)),
        sized("history-first-thousand", .history, "the history has at most 1,000 tasks", .cutting(.history, at: 1000)),
        sized(
            "drop-matching-thousand", .writes, "at most 1,000 records are dropped at a time",
            .method(.dropMatching) { request, next in
                let found = try await next(.findRecords(check: request.check ?? [:], keys: ["msg_id"])).records
                guard found.count > 1000 else { return try await next(request) }
                let names = found.prefix(1000).map { Value.text($0.msgID) }
                return try await next(.dropMatchingRecords(check: ["msg_id": ["$in": .list(names)]]))
            }),
        sized(
            "in-thousand", .operators, "`$in` and `$nin` use only their first 1,000 items",
            .conditions { condition in
                guard ["$in", "$nin"].contains(condition.name), let items = condition.operand.list else {
                    return condition
                }
                return CheckCondition(condition.field, condition.name, .list(Array(items.prefix(1000))))
            }),
        sized(
            "in-too-many-variables", .operators, "`$in` and `$nin` refuse more than 32,766 items, as SQLite does",
            .refusing("OperationalError") { request in
                request.check?.conditions.contains { condition in
                    ["$in", "$nin"].contains(condition.name) && condition.operand.list?.count ?? 0 > 32766
                } ?? false
            }),
    ]

    private static let large = [
        storingLarge("buffers-cut-at-4-mib", "a buffer is cut at 4 MiB") { value in
            guard case .bytes(let bytes) = value, bytes.count > 4 << 20 else { return value }
            return .bytes(Array(bytes.prefix(4 << 20)))
        },
        storingLarge("texts-cut-at-65535-bytes", "a text is cut at 65,535 bytes of UTF-8") { value in
            guard let text = value.text, text.utf8.count > 65535 else { return value }
            return .text(String(decoding: Array(text.utf8.prefix(65534)), as: UTF8.self))
        },
        sized(
            "nesting-cut-at-64", .values, "lists and dicts more than 64 levels deep become None",
            .recordsIn { record in record.mappedAtTop { $1.cut(below: 64) } }),
        sized(
            "texts-compared-in-part", .queries, "texts are equal if their first 65,535 characters are",
            .comparing { held, operand in
                guard let held = held.text, let operand = operand.text, held.utf8.count > 65535 else { return nil }
                return ExactText(String(held.prefix(65535))) == ExactText(String(operand.prefix(65535)))
            }),
    ]

    /// Creates a mutant that fuzzing cannot find: its values are small.
    private static func sized(_ name: String, _ kind: Kind, _ summary: String, _ fault: Fault) -> Mutant {
        Mutant(name, kind, summary, isWithinFuzzing: false, fault)
    }

    private static func storingLarge(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (Value) -> Value
    ) -> Mutant {
        sized(
            name, .values, summary,
            .recordsIn { record in record.mappedAtTop { $0 == "msg_id" ? $1 : $1.mapped(change) } })
    }
}

extension Fault {
    /// Cuts the list that a method returns.
    fileprivate static func cutting(_ method: Method, at count: Int) -> Fault {
        .replies(to: method) { reply, _ in .list(Array((reply.list ?? []).prefix(count))) }
    }
}

extension Value {
    /// Returns this value with None in the place of lists and dicts below some levels of them.
    fileprivate func cut(below levels: Int) -> Value {
        switch self {
        case .list(let items): levels == 0 ? .null : .list(items.map { $0.cut(below: levels - 1) })
        case .document(let document):
            levels == 0 ? .null : .document(document.mappedAtTop { $1.cut(below: levels - 1) })
        default: self
        }
    }
}
