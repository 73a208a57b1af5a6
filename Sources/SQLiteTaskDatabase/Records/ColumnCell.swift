import TaskDatabases

/// A value as SQLite stores it in one column, encoded so that SQLite's comparisons are those of the query language.
///
/// SQLite compares integers and reals exactly, text by its UTF-8, and blobs byte by byte; in an index numbers come before
/// text and text before blobs. Values of other types are blobs whose first byte is a tag, so that each type has a range of
/// its own.
enum ColumnCell: Equatable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// The first byte of a blob. Part of the file format.
    enum Tag {
        static let bytes: UInt8 = 1
        static let bool: UInt8 = 2
        static let instant: UInt8 = 3
        static let nan: UInt8 = 4
        static let composite: UInt8 = 5
    }

    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    init(_ value: Value) throws {
        switch value {
        case .null: self = .null
        case .integer(let integer): self = .integer(integer)
        case .double(let double): self = double.isNaN ? .blob([Tag.nan]) : .real(double)
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .blob([Tag.bytes] + bytes)
        case .bool(let bool): self = .blob([Tag.bool, bool ? 1 : 0])
        case .instant(let instant):
            self = .blob(Self.prefix(of: instant) + Self.bigEndian(UInt16(instant.offsetMinutes + Self.offsetBias)))
        case .list, .document:
            var writer = StoredValueWriter()
            try writer.write(value)
            self = .blob([Tag.composite] + writer.bytes)
        }
    }

    /// The prefix of the cells of equal instants, which has the order of the instants.
    static func prefix(of instant: Instant) -> [UInt8] {
        [Tag.instant] + bigEndian(UInt64(bitPattern: Int64(instant.microseconds)) ^ (1 << 63))
    }

    private static let offsetBias = 1440

    private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

extension Value {
    /// The value of a blob that ``ColumnCell`` encoded.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
    init(blob: [UInt8]) throws {
        switch (blob.first, blob.count) {
        case (ColumnCell.Tag.bytes, _): self = .bytes(Array(blob.dropFirst()))
        case (ColumnCell.Tag.bool, 2): self = .bool(blob[1] != 0)
        case (ColumnCell.Tag.nan, 1): self = .double(.nan)
        case (ColumnCell.Tag.instant, 11): self = .instant(ColumnCell.instant(blob))
        case (ColumnCell.Tag.composite, _):
            var reader = StoredValueReader(blob, from: 1)
            self = try reader.value()
            guard reader.isAtEnd else { throw StoredValueReader.damaged }
        default: throw StoredValueReader.damaged
        }
    }
}

extension ColumnCell {
    fileprivate static func instant(_ blob: [UInt8]) -> Instant {
        let microseconds = blob[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } ^ (1 << 63)
        let offset = blob[9..<11].reduce(0) { $0 << 8 | Int($1) } - offsetBias
        return Instant(microseconds: Int(Int64(bitPattern: microseconds)), offsetMinutes: offset)
    }
}
