import TaskDatabases

extension Query {
    /// The whole check in SQL. It finds the records that ``Query/matches(_:)`` finds.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable` for an operand that is nested too deep.
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
    /// - Parameter limit: how many parameters there may be.
    fileprivate func sql(parameters limit: Int) throws -> SQLCondition {
        guard let column = ColumnLayout.column(of: field) else {
            return SQLCondition(test, .extra(name: field), column: "extra")
        }
        let name = "\"\(column.key)\""
        let general = SQLCondition(test, .column(isDate: column.kind == .date), column: name)
        switch test {
        case .exists(let wanted): return Self.exists(wanted, column)
        case .glob(let glob): return column.kind == .date ? .never : Self.narrowed(general, to: glob, name)
        case .containsAll, .remainder: return general
        case .oneOf(let operands), .noneOf(let operands):
            guard operands.texts.count + operands.others.count <= limit else { return general }
        default: break
        }
        return try ColumnTest(column, name).sql(test) ?? general
    }

    private static func exists(_ wanted: Bool, _ column: ColumnLayout.Column) -> SQLCondition {
        SQLCondition("(absent & \(column.absentBit)) \(wanted ? "=" : "<>") 0")
    }

    /// A pattern that begins with plain text looks only at what begins with it, which an index can serve.
    private static func narrowed(_ condition: SQLCondition, to glob: Glob, _ name: String) -> SQLCondition {
        let (start, end) = glob.bounds
        guard !start.isEmpty else { return condition }
        let isFrom = SQLCondition("\(name) >= ?", .text(start))
        guard let end else { return isFrom.and(condition) }
        return isFrom.and(SQLCondition("\(name) < ?", .text(end))).and(condition)
    }
}
