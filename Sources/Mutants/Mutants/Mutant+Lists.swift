import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in comparing lists and dicts, and values that are nearly equal.
    static let lists = (elements + nearly).map(\.outsideFuzzing)

    private static let elements = [
        Mutant(
            "list-holds-text", .queries, "a text finds a list that holds it, as in MongoDB",
            .comparing { held, operand in
                operand.text != nil && held.list?.contains(operand) ?? false ? true : nil
            }),
        Mutant(
            "list-holds-none", .queries, "None finds a list that holds None, as in MongoDB",
            .comparing { held, operand in
                operand == .null && held.list?.contains(.null) ?? false ? true : nil
            }),
        Mutant(
            "list-holds-buffer", .queries, "bytes find a list of buffers that holds them",
            .comparing(["buffers", "result_buffers"]) { held, operand in
                guard case .bytes = operand else { return nil }
                return held.list?.contains(operand)
            }),
        Mutant(
            "list-range-of-elements", .operators, "a range finds a list if one of its items is in it, as in MongoDB",
            .testing { condition, held in
                guard condition.isRange, let items = held.list else { return nil }
                return items.contains { condition.holds(for: [condition.field: $0]) }
            }),
        Mutant(
            "list-begins-alike", .queries, "a list finds any list that begins with it",
            .comparing { held, operand in
                guard let held = held.list, let operand = operand.list else { return nil }
                return held.starts(with: operand)
            }),
        Mutant(
            "list-nested-holds", .queries, "a list finds a list that holds it",
            .comparing { held, operand in
                operand.list != nil && held.list?.contains(operand) ?? false ? true : nil
            }),
        Mutant(
            "dict-in-list-found", .queries, "a dict finds a list that holds it",
            .comparing { held, operand in
                operand.document != nil && held.list?.contains(operand) ?? false ? true : nil
            }),
        Mutant(
            "dict-part-equal", .queries, "a dict finds any dict that has all its items",
            .comparing { held, operand in
                guard let held = held.document, let operand = operand.document else { return nil }
                return operand.allSatisfy { held[$0.name] == $0.value }
            }),
        Mutant(
            "dot-as-path", .queries, "a dot in a key of a check leads into a dict, as in MongoDB",
            .matching { check, record in
                check.conditions.allSatisfy { $0.holds(for: [$0.field: record.value(at: $0.field)]) }
            }),
        Mutant(
            "in-unhashable-refused", .operators, "a list or a dict among the items of `$in` raises TypeError",
            .refusing("TypeError") { request in
                request.check?.conditions.contains { condition in
                    ["$in", "$nin"].contains(condition.name)
                        && condition.operand.list?.contains { $0.list != nil || $0.document != nil } ?? false
                } ?? false
            }),
    ]

    private static let nearly = [
        Mutant(
            "floats-nearly-equal", .queries, "floats are equal if they differ by less than 1e-9 of their value",
            .comparing { held, operand in
                guard case .double(let left) = held, case .double(let right) = operand else { return nil }
                return left == right || abs(left - right) <= 1e-9 * max(abs(left), abs(right))
            }),
        Mutant(
            "floats-ranges-nearly", .operators, "`$gt` skips a float within 1e-9 of its bound",
            .testing { condition, held in
                guard condition.name == "$gt", case .double(let left) = held, let right = condition.operand.number
                else { return nil }
                return left - right > 1e-9
            }),
        Mutant(
            "true-is-its-text", .queries, "True is equal to the text 'True'",
            .comparing { held, operand in
                guard case .bool(let bool) = operand, let text = held.text else { return nil }
                return text == (bool ? "True" : "False")
            }),
        Mutant(
            "false-finds-empty", .queries, "False finds None and empty values",
            .comparing { held, operand in operand == false && (held == .null || held.isEmpty) ? true : nil }),
        Mutant(
            "one-not-one-point-zero", .queries, "1 and 1.0 are not equal",
            .comparing { held, operand in
                switch (held, operand) {
                case (.integer, .double), (.double, .integer): false
                default: nil
                }
            }),
    ]
}

extension Document {
    /// The value that a path of keys leads to, or the value of the key of that name.
    fileprivate func value(at path: String) -> Value {
        if let value = self[path] { return value }
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.count > 1, let inner = self[steps[0]]?.document else { return .null }
        return inner.value(at: steps.dropFirst().joined(separator: "."))
    }
}
