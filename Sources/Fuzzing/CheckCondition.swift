import TaskDatabases

/// One thing a check asks of a record.
package struct CheckCondition: Sendable {
    package let field: String
    /// Nil for a plain value.
    package let comparison: String?
    package let operand: Value

    package init(_ field: String, _ comparison: String?, _ operand: Value) {
        self.field = field
        self.comparison = comparison
        self.operand = operand
    }

    /// The operator, where a plain value means `$eq`.
    package var name: String { comparison ?? "$eq" }

    package var isRange: Bool { ["$lt", "$lte", "$gt", "$gte"].contains(name) }

    /// Whether a record satisfies it, as the specification has it.
    package func holds(for record: Document) -> Bool {
        let criterion: Value = comparison.map { .document([$0: operand]) } ?? operand
        return (try? Query([field: criterion]).matches(record)) ?? false
    }
}

extension Document {
    /// A check's conditions, in its order.
    package var conditions: [CheckCondition] {
        flatMap { field, criterion -> [CheckCondition] in
            guard case .document(let operators) = criterion,
                operators.contains(where: { $0.name.utf8.first == UInt8(ascii: "$") })
            else { return [CheckCondition(field, nil, criterion)] }
            return operators.map { CheckCondition(field, $0.name, $0.value) }
        }
    }

    /// The check of some conditions.
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
