import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `$lt`, `$lte`, `$gt` and `$gte`: values equal to the bound, and values without an order.
    static let ranges =
        bounds + [
            Mutant("gt-as-lt", .operators, "`$gt` is taken for `$lt`", .taking("$gt", for: "$lt")),
            Mutant("lt-as-gt", .operators, "`$lt` is taken for `$gt`", .taking("$lt", for: "$gt")),
            Mutant("gte-as-lte", .operators, "`$gte` is taken for `$lte`", .taking("$gte", for: "$lte")),
            Mutant(
                "range-none-first", .operators, "None comes before everything",
                .testing { condition, held in
                    condition.isRange && held == .null && condition.operand != .null
                        ? condition.name.hasPrefix("$lt") : nil
                }),
            Mutant(
                "range-none-last", .operators, "None comes after everything",
                .testing { condition, held in
                    condition.isRange && held == .null && condition.operand != .null
                        ? condition.name.hasPrefix("$gt") : nil
                }),
            Mutant(
                "range-raises-at-none", .operators, "a range over a key raises TypeError if a record holds None",
                .handling { request, next in
                    guard let check = request.check else { return try await next(request) }
                    let records = try await next(.findRecords(check: [:], keys: nil)).records
                    let isMixed = check.conditions.contains { condition in
                        condition.isRange && records.contains { ($0[condition.field] ?? .null) == .null }
                    }
                    if isMixed { throw RaisedError(type: "TypeError", bases: ["Exception"], message: "'<' with None") }
                    return try await next(request)
                }),
            Mutant(
                "range-against-none", .operators, "every value comes after None",
                .testing { condition, held in
                    condition.isRange && condition.operand == .null && held != .null
                        ? condition.name.hasPrefix("$gt") : nil
                }),
            Mutant(
                "range-fractions-cut", .operators, "numbers are compared without their fraction",
                .testing { condition, held in
                    guard condition.isRange, case .double(let left) = held, case .double(let right) = condition.operand
                    else { return nil }
                    let (low, high) = (left.rounded(.towardZero), right.rounded(.towardZero))
                    return CheckCondition("x", condition.name, .double(high)).holds(for: ["x": .double(low)])
                }),
            Mutant(
                "range-numbers-as-text", .operators, "numbers are compared as text",
                .testing { condition, held in
                    guard condition.isRange, case .integer(let left) = held,
                        case .integer(let right) = condition.operand
                    else { return nil }
                    return CheckCondition("x", condition.name, .text("\(right)")).holds(for: ["x": .text("\(left)")])
                }),
            Mutant(
                "range-negative-as-positive", .operators, "numbers are compared without their sign",
                .testing { condition, held in
                    guard condition.isRange, let left = held.number, let right = condition.operand.number else {
                        return nil
                    }
                    return CheckCondition("x", condition.name, .double(abs(right))).holds(for: ["x": .double(abs(left))]
                    )
                }),
            Mutant(
                "range-number-before-text", .operators, "numbers come before texts, as in SQLite",
                .testing { condition, held in
                    guard condition.isRange, held.number != nil, condition.operand.text != nil else { return nil }
                    return condition.name.hasPrefix("$lt")
                }),
            Mutant(
                "range-bytes-after-all", .operators, "bytes come after everything else, as in SQLite",
                .testing { condition, held in
                    guard condition.isRange, case .bytes = condition.operand, held != .null else { return nil }
                    if case .bytes = held { return nil }
                    return condition.name.hasPrefix("$lt")
                }),
            Mutant(
                "range-date-as-text", .operators, "a date is compared with a text as its ISO 8601 text",
                .testing { condition, held in
                    guard condition.isRange, let instant = held.instant, condition.operand.text != nil else {
                        return nil
                    }
                    return CheckCondition("x", condition.name, condition.operand).holds(for: ["x": .text("\(instant)")])
                }),
            Mutant(
                "range-date-as-number", .operators, "a date is compared with a number as its milliseconds",
                .testing { condition, held in
                    guard condition.isRange, let instant = held.instant, condition.operand.number != nil else {
                        return nil
                    }
                    let held: Document = ["x": .integer(instant.microseconds / 1000)]
                    return CheckCondition("x", condition.name, condition.operand).holds(for: held)
                }),
            Mutant(
                "range-unlike-raises", .operators, "a range over values of another type raises TypeError",
                .handling { request, next in
                    guard let check = request.check else { return try await next(request) }
                    let records = try await next(.findRecords(check: [:], keys: nil)).records
                    let isMixed = check.conditions.contains { condition in
                        condition.isRange && condition.operand != .null
                            && records.contains { record in
                                let held = record[condition.field] ?? .null
                                let isNumber = held.number != nil && condition.operand.number != nil
                                return held != .null && held.typeName != condition.operand.typeName && !isNumber
                            }
                    }
                    if isMixed { throw RaisedError(type: "TypeError", bases: ["Exception"], message: "unlike") }
                    return try await next(request)
                }),
        ]

    private static let bounds: [Mutant] = [
        ("$lt", "finds"), ("$lte", "skips"), ("$gt", "finds"), ("$gte", "skips"),
    ].flatMap { (name: String, verb: String) -> [Mutant] in
        [
            bound(name, verb, "date") { $0.instant != nil },
            bound(name, verb, "number") { $0.number != nil },
            bound(name, verb, "text") { $0.text != nil },
        ]
    }

    /// Creates a mutant that treats values equal to the bound wrongly, for one operator and one type.
    private static func bound(
        _ name: String, _ verb: String, _ type: String, _ isAffected: @escaping @Sendable (Value) -> Bool
    ) -> Mutant {
        let other = name.hasSuffix("e") ? String(name.dropLast()) : name + "e"
        return Mutant(
            "\(name.dropFirst())-\(type)-border", .operators, "`\(name)` \(verb) a \(type) equal to its bound",
            .taking(name, for: other, if: isAffected))
    }
}
