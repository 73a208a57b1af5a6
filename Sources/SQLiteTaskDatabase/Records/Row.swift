import TaskDatabases

/// A record, or the changes to one, as the columns of a table.
struct Row {
    /// The keys that are given, with their places in ``ColumnLayout/columns``.
    private(set) var cells: [(place: Int, cell: ColumnCell)] = []
    /// The bits of the keys that are given.
    private(set) var presentBits = 0
    /// The offsets of the dates that are given, and the bits in which they stand.
    private(set) var offsets = 0
    private(set) var offsetBits = 0
    /// The keys that have no column.
    private(set) var extra = Document()

    /// Whether nothing is given but a `msg_id`.
    var isEmpty: Bool { cells.isEmpty && extra.isEmpty }

    /// The bits in `absent` of a record that has nothing else.
    var absent: Int { ColumnLayout.columns.reduce(0) { $0 | $1.absentBit } & ~presentBits }

    /// - Parameter fields: their dates are checked already; a `msg_id` is left out.
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

    /// What `extra` holds for some keys; null where there are none.
    static func cell(extra: Document) throws -> ColumnCell {
        extra.isEmpty ? .null : try ColumnCell(.document(extra))
    }
}

extension Instant {
    /// A date as its column and `offsets` tell it.
    init(microseconds: Int, offsets: Int, _ column: ColumnLayout.Column) {
        let bits = offsets >> column.offsetShift & ColumnLayout.offsetMask
        let isNegative = bits >> (ColumnLayout.offsetBits - 1) == 1
        self.init(microseconds: microseconds, offsetMinutes: isNegative ? bits - ColumnLayout.offsetMask - 1 : bits)
    }
}
