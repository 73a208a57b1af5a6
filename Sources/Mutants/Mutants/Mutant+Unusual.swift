import Foundation
import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults that only unusual names, keys and values show, or two of them side by side.
    static let unusual = (lookalikes + drops + askedOddly + oddValues + oddWrites + oddLives).map(\.outsideFuzzing)

    /// Changes after which two msg_ids that look alike are the same.
    private static let alike: [(name: String, summary: String, change: @Sendable (String) -> String)] = [
        ("line-end", "a line end behind a msg_id is ignored", { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }),
        ("space-before", "spaces before a msg_id are ignored", { String($0.drop { $0 == " " }) }),
        (
            "white-space", "white space of any kind around a msg_id is ignored",
            { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        ),
        ("decomposed", "msg_ids are normalised to decomposed accents", { $0.decomposedStringWithCanonicalMapping }),
        ("nfkc", "msg_ids are normalised to NFKC", { $0.precomposedStringWithCompatibilityMapping }),
        (
            "invisible", "invisible characters in a msg_id are ignored",
            { String($0.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }.map(Character.init)) }
        ),
        ("backslash", "backslashes in a msg_id are ignored", { $0.filter { $0 != "\\" } }),
        ("zeros", "zeros before a msg_id of digits are ignored", { Int($0).map(String.init) ?? $0 }),
    ]

    /// Two mutants for each change: one changes the msg_id of every request, one only that of `drop_record`.
    private static let lookalikes = alike.flatMap { name, summary, change in
        let both: [(prefix: String, summary: String, only: Method?)] = [
            ("names", summary, nil), ("drop", "`drop_record`: \(summary)", .drop),
        ]
        return both.map { prefix, summary, only in
            Mutant(
                "\(prefix)-\(name)", .writes, summary,
                .requests { request in
                    guard let id = request.msgID, only == nil || request.databaseMethod == only else { return request }
                    return request.replacing(msgID: change(id))
                })
        }
    }

    private static let drops = [
        dropping("drop-dict-passed-over", "a condition with a dict is passed over when records are deleted") {
            $0.operand.document == nil ? $0 : nil
        },
        dropping("drop-list-passed-over", "a condition with a list is passed over when records are deleted") {
            $0.name == "$eq" && $0.operand.list != nil ? nil : $0
        },
        dropping("drop-in-lists-passed-over", "`$in` with lists is passed over when records are deleted") { condition in
            condition.name == "$in" && condition.operand.list?.contains { $0.list != nil } ?? false ? nil : condition
        },
        Mutant(
            "drop-dict-matches-nothing", .writes, "no record is deleted where a condition has a dict",
            .ignoring { request in
                guard case .dropMatchingRecords(let check) = request else { return false }
                return check.conditions.contains { $0.name == "$eq" && $0.operand.document != nil }
            }),
        Mutant(
            "drop-found-by-cache", .stale, "a record that was read by msg_id is there until it is added again",
            .rememberingInDatabase([ExactText: Value]()) { request, next, read in
                if case .addRecord(let id, _) = request { read.use { $0[ExactText(id)] = nil } }
                if case .updateRecord(let id, _) = request { read.use { $0[ExactText(id)] = nil } }
                guard case .findRecords(let check, nil) = request, check.count == 1, let id = check["msg_id"]?.text
                else { return try await next(request) }
                if let before = read.use({ $0[ExactText(id)] }) { return before }
                let reply = try await next(request)
                if reply.list?.isEmpty == false { read.use { $0[ExactText(id)] = reply } }
                return reply
            }),
    ]

    private static let askedOddly = [
        alias("ge-for-gte", "`$ge` is taken for `$gte`", "$ge", "$gte"),
        alias("le-for-lte", "`$le` is taken for `$lte`", "$le", "$lte"),
        alias("notin-for-nin", "`$notin` is taken for `$nin`", "$notin", "$nin"),
        Mutant(
            "nin-empty-of-dates", .operators, "`$nin` with an empty list finds nothing in a key that holds dates",
            .testing { condition, _ in
                condition.name == "$nin" && condition.operand.list?.isEmpty ?? false
                    && TaskRecord.dateKeys.contains(condition.field) ? false : nil
            }),
        Mutant(
            "in-empty-of-buffers", .operators, "`$in` with an empty list finds all records in a key of buffers",
            .testing { condition, _ in
                condition.name == "$in" && condition.operand.list?.isEmpty ?? false
                    && ["buffers", "result_buffers"].contains(condition.field) ? true : nil
            }),
        Mutant(
            "exists-takes-empty-for-none", .operators, "`$exists` takes 0, False and what is empty for None",
            .testing { condition, held in
                guard condition.name == "$exists", held.isEmptyOrZero else { return nil }
                return condition.operand == .bool(false) || condition.operand == .integer(0)
            }),
        Mutant(
            "ranges-in-utf-16", .operators, "the order of texts in `stdout`, `stderr` and `queue` is that of UTF-16",
            .testing { condition, held in
                guard condition.isRange, ["stdout", "stderr", "queue"].contains(condition.field),
                    let left = held.text, let right = condition.operand.text
                else { return nil }
                let isLess = left.utf16.lexicographicallyPrecedes(right.utf16)
                let isGreater = right.utf16.lexicographicallyPrecedes(left.utf16)
                return switch condition.name {
                case "$lt": isLess
                case "$lte": !isGreater
                case "$gt": isGreater
                default: !isLess
                }
            }),
        Mutant(
            "keys-with-others", .keys, "with `keys`, keys that the Hub does not write come too",
            .method(.find) { request, next in
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else {
                    return try await next(request)
                }
                let chosen = try await next(request).records
                let whole = try await next(.findRecords(check: check, keys: nil)).records
                let others = Dictionary(uniqueKeysWithValues: whole.map { (ExactText($0.msgID), $0) })
                return .list(
                    chosen.map { record in
                        let extra = (others[ExactText(record.msgID)] ?? [:]).filter {
                            !TaskRecord.keys.contains($0.name)
                        }
                        return .document(extra.reduce(record) { $0.setting($1.name, $1.value) })
                    })
            }),
        Mutant(
            "keys-empty-cuts-texts", .keys, "with an empty `keys`, texts are cut after 65,535 characters",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, keys.isEmpty else { return reply }
                return reply.mapRecords { record in
                    record.mapped { value in value.text.map { .text(String($0.prefix(65_535))) } ?? value }
                }
            }),
    ]

    private static let oddValues = [
        storing("dict-decoded-as-date", "a dict with the one key `__datetime__` becomes a text") { value in
            guard let dict = value.document, dict.names == ["__datetime__"] else { return value }
            return dict["__datetime__"] ?? value
        },
        storing("dict-decoded-as-bytes", "a dict of a type and data becomes the data") { value in
            guard let dict = value.document, Set(dict.names) == ["type", "data"] else { return value }
            return dict["data"] ?? value
        },
        storing("list-numbers-of-one-kind", "a list of integers and floats becomes one of floats") { value in
            guard let list = value.list, list.contains(where: \.isDouble) else { return value }
            return .list(list.map { if case .integer(let number) = $0 { .double(Double(number)) } else { $0 } })
        },
        stored("date-half-hour-west", "the minutes of an offset west of Greenwich are counted eastward") { instant in
            let minutes = instant.offsetMinutes
            guard minutes < 0, minutes % 60 != 0 else { return instant }
            return Instant(microseconds: instant.microseconds + 2 * (minutes % 60) * 60_000_000)
        },
        stored("date-carry-lost", "a fraction of a second that rounds up to one is lost") { instant in
            let second = instant.rounded(to: 1_000_000)
            return instant.microseconds - second.microseconds < 999_500 ? instant : second
        },
    ]

    private static let oddWrites = [
        Mutant(
            "duplicate-with-date-merged", .writes, "a record with a date is merged into one of its msg_id without",
            .method(.add) { request, next in
                guard case .addRecord(let id, let record) = request, record["submitted"]?.instant != nil,
                    case .document(let held)? = try? await next(.getRecord(msgID: id)),
                    held["submitted"]?.instant == nil
                else { return try await next(request) }
                return try await next(.updateRecord(msgID: id, record: record))
            }),
        Mutant(
            "rename-indexed", .writes, "a record is found by the msg_id that a refused update names",
            .rememberingInDatabase([ExactText: String]()) { request, next, renamed in
                if case .updateRecord(let id, let changes) = request, let other = changes["msg_id"]?.text {
                    renamed.use { $0[ExactText(other)] = id }
                }
                guard case .findRecords(let check, let keys) = request, let name = check["msg_id"]?.text,
                    let id = renamed.use({ $0[ExactText(name)] })
                else { return try await next(request) }
                return try await next(.findRecords(check: check.setting("msg_id", .text(id)), keys: keys))
            }),
        Mutant(
            "update-all-none-ignored", .writes, "an update of several keys to None alone is passed over",
            .ignoring { request in
                guard case .updateRecord(_, let changes) = request else { return false }
                return changes.count > 1 && changes.allSatisfy { $0.value == .null }
            }),
        Mutant(
            "history-misses-whole-updates", .history, "a task that gets its date by an update of all keys is missing",
            .rememberingInDatabase(Set<ExactText>()) { request, next, missing in
                if case .updateRecord(let id, let changes) = request, changes["submitted"]?.instant != nil,
                    changes.count > 20
                {
                    missing.use { _ = $0.insert(ExactText(id)) }
                }
                let reply = try await next(request)
                guard request.databaseMethod == .history, let ids = reply.list else { return reply }
                return .list(ids.filter { id in !missing.use { $0.contains(ExactText(id.text ?? "")) } })
            }),
    ]

    private static let oddLives = [
        culling("cull-undated-finished-first", "finished records without a date are culled first") { policy in
            policy.goesBefore = { left, right in
                guard left.isFinished && right.isFinished, (left.submitted == nil) != (right.submitted == nil) else {
                    return Culling.finishedAndOldest(left, right)
                }
                return left.submitted == nil
            }
        },
        Mutant(
            "cull-too-large-readable", .culling, "a record that was culled as soon as it was added can still be read",
            .rememberingInDatabase([ExactText: Document]()) { request, next, added in
                if case .addRecord(let id, let record) = request {
                    added.use { $0 = [ExactText(id): record.setting("msg_id", .text(id))] }
                } else if Method.writes.contains(request.databaseMethod) {
                    added.use { $0 = [:] }
                }
                do {
                    return try await next(request)
                } catch let error as RaisedError where error.message.contains("culled") {
                    guard case .getRecord(let id) = request, let record = added.use({ $0[ExactText(id)] }) else {
                        throw error
                    }
                    return .document(record)
                }
            }, .culling(Culling())),
    ]
}

extension Mutant {
    private static func dropping(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (CheckCondition) -> CheckCondition?
    ) -> Mutant {
        Mutant(name, .writes, summary, .conditions([.dropMatching], change))
    }

    private static func alias(_ name: String, _ summary: String, _ other: String, _ meant: String) -> Mutant {
        Mutant(
            name, .operators, summary,
            .checks { check in
                Document(
                    check.map { field in
                        guard let operators = field.value.document else { return (field.name, field.value) }
                        return (
                            field.name,
                            .document(Document(operators.map { ($0.name == other ? meant : $0.name, $0.value) }))
                        )
                    })
            })
    }

}

extension Value {
    fileprivate var isDouble: Bool { if case .double = self { true } else { false } }

    fileprivate var isEmptyOrZero: Bool {
        switch self {
        case .bool(let value): !value
        case .integer(let value): value == 0
        case .double(let value): value == 0
        case .text(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .list(let value): value.isEmpty
        case .document(let value): value.isEmpty
        case .null, .instant: false
        }
    }
}
