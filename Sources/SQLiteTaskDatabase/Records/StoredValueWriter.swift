import TaskDatabases

/// Encodes values as bytes, which ``StoredValueReader`` decodes to the same values, to the last bit.
///
/// A value is a byte for its kind and the content of that kind. Integers are in groups of seven bits, the least significant
/// first; lengths come before what they measure. The texts of ``KnownTexts`` are one byte.
struct StoredValueWriter {
    private(set) var bytes: [UInt8] = []

    /// The most levels of lists and dicts; deeper values are an error.
    static let maximumDepth = 512

    /// The byte a value begins with.
    enum Kind {
        static let null: UInt8 = 0
        static let no: UInt8 = 1
        static let yes: UInt8 = 2
        static let integer: UInt8 = 3
        static let double: UInt8 = 4
        static let text: UInt8 = 5
        static let bytes: UInt8 = 6
        static let instant: UInt8 = 7
        static let list: UInt8 = 8
        static let document: UInt8 = 9
        /// The first of the kinds of short texts; the length is added.
        static let shortText: UInt8 = 0x40
        /// The first of the kinds of known texts; the place in the list is added.
        static let knownText: UInt8 = 0x80
    }

    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    mutating func write(_ value: Value, depth: Int = 0) throws {
        switch value {
        case .null: bytes.append(Kind.null)
        case .bool(let bool): bytes.append(bool ? Kind.yes : Kind.no)
        case .integer(let integer):
            bytes.append(Kind.integer)
            write(signed: integer)
        case .double(let double):
            bytes.append(Kind.double)
            write(fixed: double.bitPattern)
        case .text(let text): write(text)
        case .bytes(let content):
            bytes.append(Kind.bytes)
            write(UInt64(content.count))
            bytes += content
        case .instant(let instant):
            bytes.append(Kind.instant)
            write(signed: instant.microseconds)
            write(signed: instant.offsetMinutes)
        case .list(let values):
            try begin(Kind.list, values.count, depth)
            for value in values { try write(value, depth: depth + 1) }
        case .document(let document): try write(document, depth: depth)
        }
    }

    mutating func write(_ document: Document, depth: Int = 0) throws {
        try begin(Kind.document, document.count, depth)
        for (name, value) in document {
            write(name)
            try write(value, depth: depth + 1)
        }
    }
}

// MARK: - Parts

extension StoredValueWriter {
    private mutating func begin(_ kind: UInt8, _ count: Int, _ depth: Int) throws {
        guard depth < Self.maximumDepth else {
            throw TaskDatabaseError(.unstorable, "a value is nested more than \(Self.maximumDepth) levels deep")
        }
        bytes.append(kind)
        write(UInt64(count))
    }

    private mutating func write(_ text: String) {
        if let place = KnownTexts.place(of: text) {
            bytes.append(Kind.knownText + place)
            return
        }
        let content = text.utf8
        let count = content.count
        if count < Int(Kind.knownText - Kind.shortText) {
            bytes.append(Kind.shortText + UInt8(count))
        } else {
            bytes.append(Kind.text)
            write(UInt64(count))
        }
        bytes += content
    }

    private mutating func write(signed number: Int) {
        write(UInt64(bitPattern: Int64((number << 1) ^ (number >> (Int.bitWidth - 1)))))
    }

    private mutating func write(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func write(fixed number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
