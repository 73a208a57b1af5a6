/// A check, read once and then matched against any number of records.
///
/// A check names fields and says what each must satisfy: a value to be equal to, or a document of operators such as
/// `{"$gte": …, "$lt": …}`. All of them are to hold. The empty check matches every record.
public struct Query: Sendable {
    package let conditions: [Condition]

    /// One field and one test it must pass.
    package struct Condition: Sendable {
        package let field: String
        package let test: Test
    }

    /// Reads a check.
    ///
    /// - Throws: ``TaskDatabaseError``: kind `unknownOperator` naming the operator, or `invalidOperand`.
    public init(_ check: Document) throws {
        var conditions: [Condition] = []
        for (field, criterion) in check {
            if field.utf8.first == UInt8(ascii: "$") { throw Test.unknownOperator(field) }
            for test in try Self.tests(criterion) { conditions.append(Condition(field: field, test: test)) }
        }
        self.conditions = conditions
    }

    /// Whether a record satisfies the whole check. A field the record lacks counts as null.
    public func matches(_ record: Document) -> Bool {
        conditions.allSatisfy { $0.test.passes(record[$0.field]) }
    }

    /// A document is a set of operators as soon as one of its names begins with `$`.
    private static func tests(_ criterion: Value) throws -> [Test] {
        guard case .document(let operators) = criterion,
            operators.contains(where: { $0.name.utf8.first == UInt8(ascii: "$") })
        else { return [.equal(criterion)] }
        return try operators.map { try Test(operator: $0.name, operand: $0.value) }
    }
}
