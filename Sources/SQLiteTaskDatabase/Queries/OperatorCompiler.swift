import TaskDatabases

/// Compiles operators on one column into SQL.
struct OperatorCompiler {
    private let column: ColumnLayout.Column
    private let name: String

    init(_ column: ColumnLayout.Column, _ name: String) {
        self.column = column
        self.name = name
    }

    /// - Returns: nil if SQL cannot express the operator with this operand.
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable` for an operand nested too deep.
    func sql(_ operation: Query.Operator) throws -> SQLCondition? {
        switch operation {
        case .equal(let operand): try equal(operand)
        case .notEqual(let operand): try notEqual(operand)
        case .range(let range, let operand): ordered(range, operand)
        case .in(let operands): try isIn(operands)
        case .notIn(let operands): try isNotIn(operands)
        default: nil
        }
    }
}

// MARK: - Equality

extension OperatorCompiler {
    /// The cells of a column that are equal to a value.
    private enum Equal {
        case to(ColumnCell)
        /// All cells from the first to the second in the column's order.
        case between(ColumnCell, ColumnCell)
        /// No cell.
        case never
        /// SQL cannot express it.
        case unknown
    }

    private func equal(to value: Value) throws -> Equal {
        switch (column.kind, value) {
        case (.name, .text(let text)): .to(.text(text))
        case (.name, _): .never
        case (.date, .null): .to(.null)
        case (.date, .instant(let instant)): .to(.integer(instant.microseconds))
        case (.date, _): .never
        case (.any, .list), (.any, .document): .unknown
        case (.any, .instant(let instant)):
            .between(.blob(ColumnCell.prefix(of: instant)), .blob(ColumnCell.prefix(of: instant) + [0xFF, 0xFF]))
        case (.any, _): .to(try ColumnCell(value))
        }
    }

    private func equal(_ operand: Value) throws -> SQLCondition? {
        switch try equal(to: operand) {
        case .to(.null): SQLCondition("\(name) IS NULL")
        case .to(let cell): SQLCondition("\(name) = ?", cell)
        case .between(let first, let last): SQLCondition("\(name) BETWEEN ? AND ?", first, last)
        case .never: .never
        case .unknown: nil
        }
    }

    private func notEqual(_ operand: Value) throws -> SQLCondition? {
        switch try equal(to: operand) {
        case .to(.null): SQLCondition("\(name) IS NOT NULL")
        case .to(let cell): SQLCondition("\(name) IS NOT ?", cell)
        case .between(let first, let last):
            SQLCondition("(\(name) IS NULL OR \(name) NOT BETWEEN ? AND ?)", first, last)
        case .never: .always
        case .unknown: nil
        }
    }

    private func isIn(_ operands: Query.ValueSet) throws -> SQLCondition? {
        guard let (cells, hasNull) = try cells(operands) else { return nil }
        let isNull = "\(name) IS NULL"
        if cells.isEmpty { return hasNull ? SQLCondition(isNull) : .never }
        let list = "\(name) IN (\(Self.places(cells.count)))"
        return SQLCondition(hasNull ? "(\(list) OR \(isNull))" : list, cells: cells)
    }

    private func isNotIn(_ operands: Query.ValueSet) throws -> SQLCondition? {
        guard let (cells, hasNull) = try cells(operands) else { return nil }
        let isSet = "\(name) IS NOT NULL"
        if cells.isEmpty { return hasNull ? SQLCondition(isSet) : .always }
        let list = "\(name) NOT IN (\(Self.places(cells.count)))"
        return SQLCondition(hasNull ? list : "(\(name) IS NULL OR \(list))", cells: cells)
    }

    /// The cells that are equal to one of the values; nil if they cannot be listed.
    private func cells(_ operands: Query.ValueSet) throws -> (cells: [ColumnCell], hasNull: Bool)? {
        var cells: [ColumnCell] = []
        var hasNull = false
        for operand in operands.values {
            switch try equal(to: operand) {
            case .to(.null): hasNull = true
            case .to(let cell): cells.append(cell)
            case .never: continue
            case .between, .unknown: return nil
            }
        }
        return (cells, hasNull)
    }

    private static func places(_ count: Int) -> String {
        String(repeating: "?, ", count: count - 1) + "?"
    }
}

// MARK: - Order

extension OperatorCompiler {
    /// The range that one type's cells have in the column's order, and in it the first and the last cell that are equal to
    /// the operand.
    private struct TypeRange {
        /// The bounds in SQL, `start` inclusive and `end` exclusive; nil if no other type comes before, or after.
        let start: String?
        let end: String?
        let first: ColumnCell
        let last: ColumnCell
    }

    private func ordered(_ operation: Query.RangeOperator, _ operand: Value) -> SQLCondition {
        guard let range = range(of: operand) else { return .never }
        switch operation {
        case .less: return bounded("<", range.first, below: range)
        case .lessOrEqual: return bounded("<=", range.last, below: range)
        case .greater: return bounded(">", range.last, above: range)
        case .greaterOrEqual: return bounded(">=", range.first, above: range)
        }
    }

    private func bounded(_ sign: String, _ cell: ColumnCell, below range: TypeRange) -> SQLCondition {
        SQLCondition("\(name) \(sign) ?" + (range.start.map { " AND \(name) >= \($0)" } ?? ""), cell)
    }

    private func bounded(_ sign: String, _ cell: ColumnCell, above range: TypeRange) -> SQLCondition {
        SQLCondition("\(name) \(sign) ?" + (range.end.map { " AND \(name) < \($0)" } ?? ""), cell)
    }

    /// Nil if the column holds no value that the operand has an order to.
    private func range(of operand: Value) -> TypeRange? {
        switch (column.kind, operand) {
        case (.name, .text(let text)): TypeRange(start: nil, end: nil, first: .text(text), last: .text(text))
        case (.date, .instant(let instant)):
            TypeRange(
                start: nil, end: nil, first: .integer(instant.microseconds), last: .integer(instant.microseconds))
        case (.name, _), (.date, _): nil
        case (.any, .integer(let integer)): numbers(.integer(integer))
        case (.any, .double(let double)): double.isNaN ? nil : numbers(.real(double))
        case (.any, .text(let text)): TypeRange(start: "''", end: "x''", first: .text(text), last: .text(text))
        case (.any, .bytes(let bytes)): blobs(ColumnCell.Tag.bytes, [ColumnCell.Tag.bytes] + bytes)
        case (.any, .bool(let bool)): blobs(ColumnCell.Tag.bool, [ColumnCell.Tag.bool, bool ? 1 : 0])
        case (.any, .instant(let instant)):
            blobs(ColumnCell.Tag.instant, ColumnCell.prefix(of: instant), through: [0xFF, 0xFF])
        case (.any, .null), (.any, .list), (.any, .document): nil
        }
    }

    private func numbers(_ cell: ColumnCell) -> TypeRange { TypeRange(start: nil, end: "''", first: cell, last: cell) }

    private func blobs(_ tag: UInt8, _ bytes: [UInt8], through rest: [UInt8] = []) -> TypeRange {
        TypeRange(start: "x'0\(tag)'", end: "x'0\(tag + 1)'", first: .blob(bytes), last: .blob(bytes + rest))
    }
}
