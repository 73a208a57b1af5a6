/// A check, parsed once and then matched against any number of records.
///
/// A check names fields and says what each must satisfy: a value to be equal to, or a document of operators such as
/// `{"$gte": …, "$lt": …}`. A record matches when all conditions hold; the empty check matches every record.
///
/// A database with a query language of its own compiles ``conditions`` into it. What it cannot express, it can leave out
/// there and decide with ``matches(_:)``.
public struct Query: Sendable {
    /// The conditions of the check, in its order. A field with several operators has one condition for each.
    public let conditions: [Condition]

    /// Parses a check.
    ///
    /// - Throws: ``TaskDatabaseError``: kind `unknownOperator`, with the operator's name in the message, or
    ///   `invalidOperand` for an operand that its operator cannot compare with.
    public init(_ check: Document) throws {
        var conditions: [Condition] = []
        for (field, criterion) in check {
            if field.utf8.first == UInt8(ascii: "$") { throw Operator.unknown(field) }
            conditions += try Self.operators(criterion).map { Condition(field: field, operator: $0) }
        }
        self.conditions = conditions
    }

    /// Whether a record satisfies every condition.
    public func matches(_ record: Document) -> Bool {
        conditions.allSatisfy { $0.holds(for: record[$0.field]) }
    }

    /// A document is a set of operators as soon as one of its names begins with `$`.
    private static func operators(_ criterion: Value) throws -> [Operator] {
        guard case .document(let operators) = criterion,
            operators.contains(where: { $0.name.utf8.first == UInt8(ascii: "$") })
        else { return [.equal(criterion)] }
        return try operators.map { try Operator(name: $0.name, operand: $0.value) }
    }
}

extension Query {
    /// A field and what its value must satisfy.
    public struct Condition: Sendable {
        /// The name of a top-level key. It is a name, not a path: `a.b` is the key `a.b`.
        public let field: String
        /// The operator with its operand.
        public let `operator`: Operator

        /// Whether a value satisfies the condition. Never fails: a value of a type that the operator does not compare
        /// with does not satisfy it.
        ///
        /// - Parameter value: the record's value under ``field``; nil if the record lacks the key, which counts as null.
        public func holds(for value: Value?) -> Bool { `operator`.holds(for: value) }
    }
}
