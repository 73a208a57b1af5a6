/// An HTML text under construction, in UTF-8.
package struct HTMLWriter: Sendable {
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// Writes HTML as it is.
    package mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }

    package mutating func raw(_ html: [UInt8]) { bytes.append(contentsOf: html) }

    mutating func raw(_ byte: UInt8) { bytes.append(byte) }

    /// Writes text, in an element or in a quoted attribute.
    package mutating func text(_ text: String) { escape(text.utf8) }

    package mutating func text(_ text: ArraySlice<UInt8>) { escape(text) }

    /// Writes an address in a quoted attribute, percent-encoded where necessary. Existing percent-encoding is kept.
    package mutating func address(_ address: String) { encode(address.utf8) }

    package mutating func address(_ address: ArraySlice<UInt8>) { encode(address) }

    /// Writes a line end, unless the text is empty or has one at its end.
    package mutating func endLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }
}

// MARK: - Escaping

extension HTMLWriter {
    private mutating func encode(_ address: some Sequence<UInt8>) {
        for byte in address {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "'"): raw("&#x27;")
            case _ where Self.isPlain.contains(byte): raw(byte)
            default:
                raw(UInt8(ascii: "%"))
                raw(Self.digit(byte >> 4))
                raw(Self.digit(byte & 15))
            }
        }
    }

    private mutating func escape(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            default: raw(byte)
            }
        }
    }

    /// Letters, digits, and the other characters that RFC 3986 allows in an address, without brackets.
    private static let isPlain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+!*(),%#@?=;:/,$~".utf8)

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
