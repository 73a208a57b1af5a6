import TaskDatabases

extension Query {
    /// The whole check in SQL, which finds the records that ``Query/matches(_:)`` matches.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable` for an operand nested too deep.
    func sql() throws -> SQLCondition {
        var budget = Self.parameters
        let conditions = try conditions.map { condition in
            let sql = try condition.sql(parameters: budget / 2)
            budget -= sql.arguments.count
            return sql
        }
        return .all(conditions[...])
    }

    /// SQLite takes 32,766 parameters, unless it was built for more.
    private static let parameters = 32_000
}

extension Query.Condition {
    /// - Parameter limit: the most parameters that a list may take.
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    fileprivate func sql(parameters limit: Int) throws -> SQLCondition {
        guard let column = ColumnLayout.column(of: field) else {
            return SQLCondition(self, .extra, column: "extra")
        }
        let name = "\"\(column.key)\""
        let general = SQLCondition(self, .column(isDate: column.kind == .date), column: name)
        switch self.operator {
        case .glob(let glob): return column.kind == .date ? .never : Self.narrowed(general, to: glob, name)
        case .containsAll, .remainder: return general
        case .in(let operands), .notIn(let operands):
            guard operands.count <= limit else { return general }
        default: break
        }
        return try OperatorCompiler(column, name).sql(self.operator) ?? general
    }

    /// The condition with the bounds of the pattern, which an index can find.
    private static func narrowed(_ condition: SQLCondition, to glob: Query.Glob, _ name: String) -> SQLCondition {
        let (lower, upper) = glob.bounds
        guard !lower.isEmpty else { return condition }
        let isFrom = SQLCondition("\(name) >= ?", .text(lower))
        guard let upper else { return isFrom.and(condition) }
        return isFrom.and(SQLCondition("\(name) < ?", .text(upper))).and(condition)
    }
}
