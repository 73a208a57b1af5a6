import Conformance
import Fuzzing
import TaskDatabases
import Wire

extension Variant {
    /// All variants.
    package static let all = orders + errors + dates + records + culling

    private static let orders = [
        Variant(
            "find-reversed", "`find_records` returns records in reverse order",
            .replies(to: .find) { reply, _ in .list(Array((reply.list ?? []).reversed())) }),
        Variant(
            "find-shuffled", "`find_records` returns records in an order that changes",
            .remembering(1) { request, next, count in
                let reply = try await next(request)
                guard request.databaseMethod == .find, let records = reply.list, !records.isEmpty else { return reply }
                let turn =
                    count.use {
                        $0 += 7
                        return $0
                    } % records.count
                return .list(Array(records[turn...] + records[..<turn]))
            }),
        Variant(
            "keys-reversed", "the keys of a record come in another order",
            .recordsOut { Document($0.reversed().map { ($0.name, $0.value) }) }),
        Variant(
            "history-ties-reversed", "of tasks of the same moment the one added last comes first",
            .method(.history) { _, next in
                let all = try await next(.findRecords(check: ["submitted": ["$ne": nil]], keys: ["submitted"])).records
                let sorted = all.enumerated().sorted { left, right in
                    let (one, other) = (left.element["submitted"]?.instant, right.element["submitted"]?.instant)
                    guard let one, let other, one != other else { return left.offset > right.offset }
                    return one < other
                }
                return .list(sorted.map { .text($0.element.msgID) })
            }),
        Variant(
            "history-undated-last", "tasks without a date are in the history, at its end",
            .method(.history) { request, next in
                let undated = try await next(.findRecords(check: ["submitted": nil], keys: ["submitted"])).records
                return .list(try await next(request).list.map { $0 + undated.map { .text($0.msgID) } } ?? [])
            }),
    ]

    private static let errors = [
        Variant(
            "key-error-derived", "every error is of a class derived from KeyError",
            .errors(
                [.add, .get, .update, .drop, .dropMatching, .find], as: "NoSuchTask",
                bases: ["KeyError", "LookupError", "Exception"])),
        Variant(
            "unknown-quiet", "updating or dropping an unknown msg_id is silently ignored",
            .silence { request, _ in
                request.databaseMethod == .drop || request.databaseMethod == .update && request.isFreeOfWrongDates
            }),
        Variant(
            "errors-of-its-own", "other errors are raised where KeyError is only advised",
            .errors([.add, .update, .drop, .dropMatching, .find], as: "OperationFailure")),
    ]

    private static let dates = [
        Variant(
            "dates-in-another-zone", "dates are returned with the offset +05:30",
            .recordsOut { record in
                record.mapped { value in
                    value.instant.map { .instant(Instant(microseconds: $0.microseconds, offsetMinutes: 330)) } ?? value
                }
            }),
        Variant(
            "dates-in-milliseconds", "dates are kept to the millisecond",
            .requests { request in
                let cut = { (document: Document) in
                    document.mapped { value in value.instant.map { .instant($0.rounded(to: 1000)) } ?? value }
                }
                if let record = request.record { return request.replacing(record: cut(record)) }
                return request.check.map { request.replacing(check: cut($0)) } ?? request
            }),
        Variant(
            "dates-in-utc", "the zones of dates are lost: dates are in UTC",
            capabilities: BackendInfo.dictDB.capabilities.filter { $0 != BackendInfo.offsets },
            .recordsIn { record in
                record.mapped { value in
                    value.instant.map { .instant(Instant(microseconds: $0.microseconds)) } ?? value
                }
            }),
    ]

    private static let records = [
        Variant(
            "extra-id", "whole records have an `_id` of the database's own",
            .handling { request, next in
                let reply = try await next(request)
                let isWhole: Bool =
                    switch request {
                    case .getRecord: true
                    case .findRecords(_, let keys): keys?.isEmpty ?? true
                    default: false
                    }
                return isWhole ? reply.mapRecords { $0.setting("_id", .text("id of \($0.msgID)")) } : reply
            }),
        Variant(
            "own-name-kept", "a record keeps its own `msg_id`",
            .rememberingInDatabase([ExactText: Value]()) { request, next, names in
                let reply = try await next(request)
                if case .addRecord(let id, let record) = request { names.use { $0[ExactText(id)] = record["msg_id"] } }
                guard request.databaseMethod == .get || request.databaseMethod == .find else { return reply }
                return reply.mapRecords { record in
                    record.setting("msg_id", names.use { $0[ExactText(record.msgID)] } ?? record["msg_id"])
                }
            }),
        Variant(
            "no-capabilities", "no optional operator, no limits", capabilities: [],
            .handling { request, next in
                let optional = ["$glob", "$exists", "$all", "$mod"]
                if request.check?.conditions.contains(where: { optional.contains($0.name) }) ?? false {
                    throw RaisedError(
                        type: "KeyError", bases: ["LookupError", "Exception"], message: "no such operator")
                }
                return try await next(request)
            }),
        Variant(
            "keys-unknown-as-none", "a key that no record has is returned as None",
            .unknownKeysAsNone),
    ]

    private static let culling = [
        amount("culls-one-at-a-time", "no more records are culled than necessary") { _, surplus in surplus },
        amount("culls-half", "half of the records are culled at a time") { limit, surplus in
            max(surplus, limit > 100 ? limit / 2 : surplus)
        },
    ]

    private static func amount(
        _ name: String, _ summary: String, _ amount: @escaping @Sendable (Int, Int) -> Int
    ) -> Variant {
        var policy = Culling()
        policy.amount = amount
        return Variant(name, summary, limits: LimitsJudge.noLimits, .culling(policy))
    }
}
