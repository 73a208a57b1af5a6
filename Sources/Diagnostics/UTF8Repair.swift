/// Removes a byte order mark, and replaces NULs and ill-formed UTF-8 by U+FFFD.
struct UTF8Repair {
    enum FaultKind: String {
        case nul = "NUL is not allowed in a page"
        case illFormed = "these bytes are not UTF-8"
    }

    struct Fault {
        var kind: FaultKind
        /// The offset of the replacement in the repaired bytes.
        var offset: Int
    }

    private(set) var bytes: [UInt8]
    private(set) var faults: [Fault] = []

    init(_ original: [UInt8]) {
        let start = original.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let fault = Self.firstFault(in: original, from: start) else {
            bytes = start == 0 ? original : Array(original[start...])
            return
        }
        bytes = Array(original[start..<fault])
        repair(original, from: fault)
    }
}

// MARK: - Scanning

extension UTF8Repair {
    private static func firstFault(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let (length, isValid) = sequence(in: bytes, at: index)
            guard isValid, bytes[index] != 0 else { return index }
            index += length
        }
        return nil
    }

    private mutating func repair(_ original: [UInt8], from start: Int) {
        var index = start
        while index < original.count {
            let (length, isValid) = Self.sequence(in: original, at: index)
            if isValid, original[index] != 0 {
                bytes.append(contentsOf: original[index..<index + length])
            } else {
                faults.append(Fault(kind: original[index] == 0 ? .nul : .illFormed, offset: bytes.count))
                bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
            }
            index += length
        }
    }

    /// The length of the byte sequence at an index, and whether it is a valid scalar. An invalid sequence ends before the
    /// first byte that cannot follow.
    private static func sequence(in bytes: [UInt8], at index: Int) -> (length: Int, isValid: Bool) {
        let (count, second) = expectation(for: bytes[index])
        guard count > 1 else { return (1, count == 1) }
        var length = 1
        while length < count {
            guard index + length < bytes.count else { return (length, false) }
            let allowed = length == 1 ? second : 0x80...0xBF
            guard allowed.contains(bytes[index + length]) else { return (length, false) }
            length += 1
        }
        return (count, true)
    }

    /// The length of a sequence by its first byte (0: no sequence begins with it), and the valid second bytes. (Unicode,
    /// table 3-7.)
    private static func expectation(for first: UInt8) -> (count: Int, second: ClosedRange<UInt8>) {
        switch first {
        case 0x00...0x7F: (1, 0x80...0xBF)
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
    }
}
