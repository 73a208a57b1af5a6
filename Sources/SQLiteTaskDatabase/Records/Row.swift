import TaskDatabases

/// A record, or changes to one, as the columns of a table.
struct Row {
    /// The cells of the keys that have a column, with their places in ``ColumnLayout/columns``.
    private(set) var cells: [(place: Int, cell: ColumnCell)] = []
    /// The bits of these keys in `absent`.
    private(set) var presentBits = 0
    /// The offsets of the dates as in `offsets`, and the bits that they take there.
    private(set) var offsets = 0
    private(set) var offsetBits = 0
    /// The values of the keys that have no column.
    private(set) var extra = Document()

    /// Whether there is nothing but a `msg_id`.
    var isEmpty: Bool { cells.isEmpty && extra.isEmpty }

    /// The value of `absent` for a new record.
    var absent: Int { ColumnLayout.columns.reduce(0) { $0 | $1.absentBit } & ~presentBits }

    /// Encodes fields. A `msg_id` is left out.
    ///
    /// - Parameter fields: with dates that have been checked.
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    init(_ fields: Document) throws {
        cells.reserveCapacity(ColumnLayout.columns.count)
        for (key, value) in fields {
            guard let place = ColumnLayout.places[ExactText(key)] else {
                extra[key] = value
                continue
            }
            let column = ColumnLayout.columns[place]
            switch column.kind {
            case .name: continue
            case .any: cells.append((place, try ColumnCell(value)))
            case .date: cells.append((place, date(value, column)))
            }
            presentBits |= column.absentBit
        }
    }

    private mutating func date(_ value: Value, _ column: ColumnLayout.Column) -> ColumnCell {
        offsetBits |= ColumnLayout.offsetMask << column.offsetShift
        guard case .instant(let instant) = value else { return .null }
        offsets |= (instant.offsetMinutes & ColumnLayout.offsetMask) << column.offsetShift
        return .integer(instant.microseconds)
    }

    /// The most keys without a column. An update of one writes all of them, so that many updates take quadratic time.
    static let mostExtra = 4096

    /// The cell of `extra` for some keys; null for none.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    static func cell(extra: Document) throws -> ColumnCell {
        guard extra.count <= mostExtra else {
            throw TaskDatabaseError(
                .unstorable,
                "a record has at most \(mostExtra) keys beside the \(TaskRecord.keys.count) of every record")
        }
        return extra.isEmpty ? .null : try ColumnCell(.document(extra))
    }
}

extension Instant {
    /// A date from its column and `offsets`.
    init(microseconds: Int, offsets: Int, _ column: ColumnLayout.Column) {
        let bits = offsets >> column.offsetShift & ColumnLayout.offsetMask
        let isNegative = bits >> (ColumnLayout.offsetBits - 1) == 1
        self.init(microseconds: microseconds, offsetMinutes: isNegative ? bits - ColumnLayout.offsetMask - 1 : bits)
    }
}
