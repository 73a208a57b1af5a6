import TaskDatabases

/// One condition of a check: a field, an operator and its operand.
package struct CheckCondition: Sendable {
    /// The record's key.
    package let field: String
    /// The operator, such as `$lt`; nil for a plain value.
    package let comparison: String?
    /// The plain value, or the operator's argument.
    package let operand: Value

    /// Creates a condition.
    package init(_ field: String, _ comparison: String?, _ operand: Value) {
        self.field = field
        self.comparison = comparison
        self.operand = operand
    }

    /// The operator; `$eq` for a plain value.
    package var name: String { comparison ?? "$eq" }

    /// Whether the operator compares by order.
    package var isRange: Bool { ["$lt", "$lte", "$gt", "$gte"].contains(name) }

    /// Whether a record satisfies the condition, by the specification.
    package func holds(for record: Document) -> Bool {
        let criterion: Value = comparison.map { .document([$0: operand]) } ?? operand
        return (try? Query([field: criterion]).matches(record)) ?? false
    }
}

extension Document {
    /// The conditions of a check, in its order.
    package var conditions: [CheckCondition] {
        flatMap { field, criterion -> [CheckCondition] in
            guard case .document(let operators) = criterion,
                operators.contains(where: { $0.name.utf8.first == UInt8(ascii: "$") })
            else { return [CheckCondition(field, nil, criterion)] }
            return operators.map { CheckCondition(field, $0.name, $0.value) }
        }
    }

    /// Creates a check from conditions.
    package init(conditions: [CheckCondition]) {
        self = [:]
        for condition in conditions {
            guard let name = condition.comparison else {
                self[condition.field] = condition.operand
                continue
            }
            let before = self[condition.field]?.document ?? [:]
            self[condition.field] = .document(before.setting(name, condition.operand))
        }
    }
}
