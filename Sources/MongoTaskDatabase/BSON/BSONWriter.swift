import TaskDatabases

/// Writes one BSON document. Source: https://bsonspec.org/spec.html.
struct BSONWriter {
    private(set) var bytes: [UInt8] = []
    /// The starts of the documents that are not closed yet.
    private var starts: [Int] = []

    init() { open() }

    /// Returns the document of the fields that the body writes.
    static func document(_ body: (inout BSONWriter) throws -> Void) rethrows -> [UInt8] {
        var writer = BSONWriter()
        try body(&writer)
        writer.close()
        return writer.bytes
    }

    mutating func null(_ name: String) { begin(.null, name) }

    mutating func bool(_ name: String, _ bool: Bool) {
        begin(.bool, name)
        bytes.append(bool ? 1 : 0)
    }

    mutating func integer(_ name: String, _ integer: Int) {
        begin(.int64, name)
        append(UInt64(bitPattern: Int64(integer)))
    }

    mutating func double(_ name: String, _ double: Double) {
        begin(.double, name)
        append(double.bitPattern)
    }

    mutating func text(_ name: String, _ text: String) {
        begin(.string, name)
        append(UInt32(truncatingIfNeeded: text.utf8.count + 1))
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    mutating func binary(_ name: String, _ content: [UInt8]) {
        begin(.binary, name)
        append(UInt32(truncatingIfNeeded: content.count))
        bytes.append(0)
        bytes.append(contentsOf: content)
    }

    mutating func date(_ name: String, milliseconds: Int) {
        begin(.date, name)
        append(UInt64(bitPattern: Int64(milliseconds)))
    }

    mutating func document(_ name: String, _ body: (inout BSONWriter) throws -> Void) rethrows {
        try nested(.document, name, body)
    }

    /// The body must name the fields 0, 1, 2 and so on.
    mutating func array(_ name: String, _ body: (inout BSONWriter) throws -> Void) rethrows {
        try nested(.array, name, body)
    }
}

// MARK: - Bytes

extension BSONWriter {
    private mutating func nested(_ type: BSONType, _ name: String, _ body: (inout BSONWriter) throws -> Void) rethrows {
        begin(type, name)
        open()
        try body(&self)
        close()
    }

    private mutating func open() {
        starts.append(bytes.count)
        append(UInt32(0))
    }

    private mutating func close() {
        bytes.append(0)
        guard let start = starts.popLast() else { return }
        // If the length overflows, libmongoc rejects the document before it is sent.
        let length = UInt32(truncatingIfNeeded: bytes.count - start)
        for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(place))) }
    }

    private mutating func begin(_ type: BSONType, _ name: String) {
        bytes.append(type.rawValue)
        bytes.append(contentsOf: name.utf8)
        bytes.append(0)
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: type(of: number).bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
