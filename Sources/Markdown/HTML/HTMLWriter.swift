/// HTML as it is written: bytes, with what was not made as HTML escaped.
package struct HTMLWriter: Sendable {
    package private(set) var bytes: [UInt8]

    package init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// What is HTML already.
    package mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }

    package mutating func raw(_ html: [UInt8]) { bytes.append(contentsOf: html) }

    mutating func raw(_ byte: UInt8) { bytes.append(byte) }

    /// Text, in an element or in a quoted attribute.
    package mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { unsafe escape($0) }
    }

    package mutating func text(_ text: ArraySlice<UInt8>) { unsafe text.withUnsafeBufferPointer { unsafe escape($0) } }

    /// An address, percent-encoded where it has to be, in a quoted attribute. What is encoded already stays as it is.
    package mutating func address(_ address: String) {
        var address = address
        address.withUTF8 { unsafe encode($0) }
    }

    package mutating func address(_ address: ArraySlice<UInt8>) {
        unsafe address.withUnsafeBufferPointer { unsafe encode($0) }
    }

    /// Ends the line, unless it is ended or nothing is written yet.
    package mutating func endLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }
}

// MARK: - Escaping

extension HTMLWriter {
    private mutating func encode(_ address: UnsafeBufferPointer<UInt8>) {
        for index in address.indices {
            let byte = unsafe address[index]
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "'"): raw("&#x27;")
            case _ where Self.isPlainInAddress(byte): bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Self.digit(byte >> 4))
                bytes.append(Self.digit(byte & 15))
            }
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in 0..<text.count {
            let entity: String
            switch unsafe text[index] {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            default: continue
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            raw(entity)
            start = index + 1
        }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// Letters, digits, and what RFC 3986 lets stand in an address, but for brackets.
    private static func isPlainInAddress(_ byte: UInt8) -> Bool { isPlain[Int(byte)] }

    private static let isPlain: [Bool] = {
        let letters = Array(UInt8(ascii: "a")...UInt8(ascii: "z")) + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
        let plain = Set(letters + Array(UInt8(ascii: "0")...UInt8(ascii: "9")) + Array("-_.+!*(),%#@?=;:/,$~".utf8))
        return (0...UInt8.max).map(plain.contains)
    }()

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
