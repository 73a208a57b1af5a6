import TaskDatabases

/// Decodes what ``StoredValueWriter`` encodes. Any other bytes are an error, never a trap.
struct StoredValueReader {
    private typealias Kind = StoredValueWriter.Kind

    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place == bytes.count }

    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
    mutating func value(depth: Int = 0) throws -> Value {
        let kind = try byte()
        switch kind {
        case Kind.null: return .null
        case Kind.no: return .bool(false)
        case Kind.yes: return .bool(true)
        case Kind.integer: return .integer(try signed())
        case Kind.double: return .double(Double(bitPattern: try fixed()))
        case Kind.bytes: return .bytes(Array(try run(try count())))
        case Kind.instant:
            let microseconds = try signed()
            return .instant(Instant(microseconds: microseconds, offsetMinutes: try signed()))
        case Kind.list: return .list(try list(depth))
        case Kind.document: return .document(try document(depth))
        default: return .text(try text(kind))
        }
    }
}

// MARK: - Parts

extension StoredValueReader {
    private mutating func list(_ depth: Int) throws -> [Value] {
        let count = try elements(depth)
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try value(depth: depth + 1)) }
        return values
    }

    private mutating func document(_ depth: Int) throws -> Document {
        let count = try elements(depth)
        var document = Document()
        document.reserveCapacity(count)
        for _ in 0..<count {
            let name = try text(try byte())
            document[name] = try value(depth: depth + 1)
        }
        return document
    }

    /// The count of elements. Each takes a byte at least, so a wrong count cannot reserve more memory than there are bytes.
    private mutating func elements(_ depth: Int) throws -> Int {
        guard depth < StoredValueWriter.maximumDepth else { throw Self.damaged }
        let count = try count()
        guard count <= bytes.count - place else { throw Self.damaged }
        return count
    }

    private mutating func text(_ kind: UInt8) throws -> String {
        if kind >= Kind.knownText {
            guard let text = KnownTexts.text(at: kind - Kind.knownText) else { throw Self.damaged }
            return text
        }
        if kind >= Kind.shortText { return String(decoding: try run(Int(kind - Kind.shortText)), as: UTF8.self) }
        guard kind == Kind.text else { throw Self.damaged }
        return String(decoding: try run(try count()), as: UTF8.self)
    }

    private mutating func byte() throws -> UInt8 {
        guard place < bytes.count else { throw Self.damaged }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func run(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= bytes.count - place else { throw Self.damaged }
        defer { place += count }
        return bytes[place..<(place + count)]
    }

    private mutating func count() throws -> Int {
        guard let count = Int(exactly: try number()) else { throw Self.damaged }
        return count
    }

    private mutating func signed() throws -> Int {
        let number = try number()
        return Int(truncatingIfNeeded: number >> 1) ^ -Int(truncatingIfNeeded: number & 1)
    }

    private mutating func number() throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            let byte = try byte()
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        throw Self.damaged
    }

    private mutating func fixed() throws -> UInt64 {
        try run(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    static var damaged: TaskDatabaseError {
        TaskDatabaseError(
            .foreignStore, "a record contains a value that no task database writes; the file may be damaged")
    }
}
