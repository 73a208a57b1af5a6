import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of a query planner: operators that are lost beside others, and bounds and lists of dates.
    static let planning = (combined + undated).map(\.outsideFuzzing)

    private static let combined = [
        Mutant(
            "bounds-last-lower-counts", .operators, "of two lower bounds only the last counts",
            .keepingLast(of: ["$gt", "$gte"])),
        Mutant(
            "bounds-last-upper-counts", .operators, "of two upper bounds only the last counts",
            .keepingLast(of: ["$lt", "$lte"])),
        Mutant(
            "in-beside-range-ignored", .operators, "`$in` is ignored beside a range",
            .dropping("$in", beside: ["$lt", "$lte", "$gt", "$gte"])),
        Mutant(
            "ne-beside-in-ignored", .operators, "`$ne` is ignored beside `$in`", .dropping("$ne", beside: ["$in"])),
        Mutant(
            "nin-beside-range-ignored", .operators, "`$nin` is ignored beside a range",
            .dropping("$nin", beside: ["$lt", "$lte", "$gt", "$gte"])),
        Mutant(
            "second-date-ignored", .queries, "of conditions on two dates only those on the first count",
            .checks { check in
                let dates = check.names.filter(TaskRecord.dateKeys.contains)
                return dates.dropFirst().reduce(check) { $0.setting($1, nil) }
            }),
    ]

    private static let undated = [
        Mutant(
            "date-nin-passes-over-none", .operators, "`$nin` on a date skips None",
            .testing { condition, held in
                condition.isOnDate && condition.name == "$nin" && condition.operand != [] && held == .null
                    ? false : nil
            }),
        Mutant(
            "date-in-ignores-none", .operators, "None in the list of `$in` is ignored for a date",
            .testing { condition, held in
                condition.isOnDate && condition.name == "$in" && held == .null ? false : nil
            }),
        Mutant(
            "infinity-is-after-dates", .operators, "every date is less than infinity",
            .testing { condition, held in
                guard condition.isRange, held.instant != nil, condition.operand == .double(.infinity) else {
                    return nil
                }
                return condition.name.hasPrefix("$lt")
            }),
        Mutant(
            "infinity-refused", .operators, "infinity as a bound raises OverflowError",
            .refusing("OverflowError", bases: ["ArithmeticError", "Exception"]) { request in
                request.check?.conditions.contains { $0.isRange && $0.operand.number?.isInfinite ?? false } ?? false
            }),
        Mutant(
            "infinity-finds-nothing", .operators, "no number is less than infinity",
            .testing { condition, _ in
                condition.isRange && condition.operand.number?.isInfinite ?? false ? false : nil
            }),
    ]
}

extension Fault {
    /// Ignores all but the last of some operators on a key.
    fileprivate static func keepingLast(of names: Set<String>) -> Fault {
        .operators { operators in
            let last = operators.last { names.contains($0.name) }?.name
            return operators.filter { !names.contains($0.name) || $0.name == last }
        }
    }

    /// Ignores an operator if the key has one of some others.
    fileprivate static func dropping(_ name: String, beside others: Set<String>) -> Fault {
        .operators { operators in
            operators.contains { others.contains($0.name) } ? operators.filter { $0.name != name } : operators
        }
    }

    /// Replaces the conditions on each key.
    private static func operators(
        _ change: @escaping @Sendable ([CheckCondition]) -> [CheckCondition]
    ) -> Fault {
        .checks { check in
            Document(conditions: check.names.flatMap { name in change(check.conditions.filter { $0.field == name }) })
        }
    }
}

extension CheckCondition {
    fileprivate var isOnDate: Bool { TaskRecord.dateKeys.contains(field) }
}
