import TaskDatabases

/// Reads a BSON document field by field.
struct BSONReader {
    /// A field: its name, its type, and the range of its content.
    struct Field {
        let name: String
        let type: BSONType
        fileprivate let content: Range<Int>
    }

    private let bytes: [UInt8]
    private var place: Int
    private let end: Int

    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` for bytes that are no document.
    init(_ bytes: [UInt8]) throws { try self.init(bytes, bytes.indices) }

    private init(_ bytes: [UInt8], _ range: Range<Int>) throws {
        guard range.count >= 5 else { throw Self.damaged }
        self.bytes = bytes
        place = range.lowerBound + 4
        end = range.upperBound - 1
    }

    /// The next field; nil at the end.
    mutating func next() throws -> Field? {
        guard place < end else { return nil }
        let tag = bytes[place]
        guard let type = BSONType(rawValue: tag), let nameEnd = bytes[(place + 1)..<end].firstIndex(of: 0) else {
            throw TaskDatabaseError(
                .foreignStore,
                "a record contains a value of BSON type 0x\(String(tag, radix: 16)), which no task database writes")
        }
        let name = String(decoding: bytes[(place + 1)..<nameEnd], as: UTF8.self)
        let start = nameEnd + 1
        let count = try size(type, at: start)
        guard count >= 0, count <= end - start else { throw Self.damaged }
        place = start + count
        return Field(name: name, type: type, content: start..<place)
    }

    // MARK: - Content

    /// The fields of a document or an array.
    func reader(_ field: Field) throws -> BSONReader { try BSONReader(bytes, field.content) }

    func integer(_ field: Field) -> Int {
        field.type == .int32
            ? Int(Int32(truncatingIfNeeded: number(field.content))) : Int(Int64(bitPattern: number(field.content)))
    }

    func double(_ field: Field) -> Double { Double(bitPattern: number(field.content)) }
    func bool(_ field: Field) -> Bool { number(field.content) != 0 }

    func text(_ field: Field) -> String {
        String(decoding: bytes[field.content.dropFirst(4).dropLast()], as: UTF8.self)
    }

    func binary(_ field: Field) throws -> [UInt8] {
        let content = field.content.dropFirst(5)
        // The content of the deprecated subtype 2 begins with its length.
        guard bytes[field.content.lowerBound + 4] == 2 else { return Array(bytes[content]) }
        guard content.count >= 4 else { throw Self.damaged }
        return Array(bytes[content.dropFirst(4)])
    }

    static let damaged = TaskDatabaseError(.foreignStore, "a record is not a valid BSON document")
}

// MARK: - Bytes

extension BSONReader {
    /// Little-endian, as all numbers of BSON.
    private func number(_ range: Range<Int>) -> UInt64 {
        var number: UInt64 = 0
        for place in range.reversed() { number = number << 8 | UInt64(bytes[place]) }
        return number
    }

    private func size(_ type: BSONType, at start: Int) throws -> Int {
        switch type {
        case .null, .undefined: return 0
        case .bool: return 1
        case .int32: return 4
        case .double, .date, .int64: return 8
        case .objectID: return 12
        case .string, .document, .array, .binary: break
        }
        guard end - start >= 5 else { throw Self.damaged }
        let length = Int(Int32(truncatingIfNeeded: number(start..<(start + 4))))
        let (least, size) =
            switch type {
            case .string: (1, length + 4)
            case .binary: (0, length + 5)
            default: (5, length)
            }
        guard length >= least else { throw Self.damaged }
        return size
    }
}
