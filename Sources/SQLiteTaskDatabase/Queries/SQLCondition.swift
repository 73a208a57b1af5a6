import TaskDatabases

/// A condition in SQL, with what is bound to its parameters in order.
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

    /// What no SQL says.
    init(_ test: Test, _ subject: PassesFunction.Condition.Subject, column: String) {
        sql = "\(PassesFunction.name)(?, \(column))"
        arguments = [.condition(PassesFunction.Condition(test, subject))]
    }

    static let always = SQLCondition("1")
    static let never = SQLCondition("0")

    /// Both, this one first.
    func and(_ other: SQLCondition) -> SQLCondition {
        var both = self
        both.sql = "(\(sql) AND \(other.sql))"
        both.arguments += other.arguments
        return both
    }

    /// All of them, joined as a tree: SQLite limits how deep an expression may be, and this way it is not deep.
    static func all(_ conditions: ArraySlice<SQLCondition>) -> SQLCondition {
        guard conditions.count > 1 else { return conditions.first ?? .always }
        let middle = conditions.startIndex + conditions.count / 2
        return all(conditions[..<middle]).and(all(conditions[middle...]))
    }
}
