import TaskDatabases

/// A condition in SQL and the arguments of its parameters, in order.
struct SQLCondition {
    enum Argument {
        case cell(ColumnCell)
        case condition(PassesFunction.Condition)
    }

    private(set) var sql: String
    private(set) var arguments: [Argument]

    init(_ sql: String, _ cells: ColumnCell...) {
        self.sql = sql
        arguments = cells.map(Argument.cell)
    }

    init(_ sql: String, cells: some Sequence<ColumnCell>) {
        self.sql = sql
        arguments = cells.map(Argument.cell)
    }

    /// A condition that SQL cannot express: SQLite calls ``PassesFunction`` for each row.
    init(_ condition: Query.Condition, _ subject: PassesFunction.Condition.Subject, column: String) {
        sql = "\(PassesFunction.name)(?, \(column))"
        arguments = [.condition(PassesFunction.Condition(condition, subject))]
    }

    static let always = SQLCondition("1")
    static let never = SQLCondition("0")

    /// The conjunction of both, this one first.
    func and(_ other: SQLCondition) -> SQLCondition {
        var both = self
        both.sql = "(\(sql) AND \(other.sql))"
        both.arguments += other.arguments
        return both
    }

    /// The conjunction of all, as a balanced tree: SQLite limits the depth of an expression to 1000.
    static func all(_ conditions: ArraySlice<SQLCondition>) -> SQLCondition {
        guard conditions.count > 1 else { return conditions.first ?? .always }
        let middle = conditions.startIndex + conditions.count / 2
        return all(conditions[..<middle]).and(all(conditions[middle...]))
    }
}
