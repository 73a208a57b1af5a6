import Markdown

/// Checks raw HTML of a page against a list of allowed elements: tables, details and inline formatting, without any
/// attribute that could run code.
struct AllowedHTML {
    private var rest: ArraySlice<UInt8>
    private var html: HTMLWriter
    /// The elements that are open, the innermost last.
    private var open: [String] = []

    /// The allowed elements, each with its allowed attributes.
    private static let elements: [String: Set<String>] = [
        "table": [], "caption": [], "thead": [], "tbody": [], "tr": [], "th": ["scope"], "td": [], "a": ["href", "id"],
        "details": [], "summary": [], "b": [], "strong": [], "em": [], "code": [], "kbd": [], "sub": [], "sup": [],
    ]

    /// Returns the HTML, or nil if it contains anything that is not allowed or an element that is not closed.
    ///
    /// - Parameters:
    ///   - address: returns the address to write for a link's address, or nil to refuse it.
    ///   - takesID: whether an ID may be written: no other element of the page has it.
    static func reading(
        _ text: ArraySlice<UInt8>, address: (String) -> String?, takesID: (String) -> Bool
    ) -> [UInt8]? {
        var reader = AllowedHTML(rest: text, html: HTMLWriter())
        while let byte = reader.rest.first {
            guard byte == UInt8(ascii: "<") ? reader.readTag(address, takesID) : reader.readText() else { return nil }
        }
        return reader.open.isEmpty ? reader.html.bytes : nil
    }

    /// Refuses text with an `&`: writing it would escape an entity a second time.
    private mutating func readText() -> Bool {
        let text = rest.prefix { $0 != UInt8(ascii: "<") }
        rest = rest[text.endIndex...]
        html.text(text)
        return !text.contains(UInt8(ascii: "&"))
    }

    private mutating func readTag(_ address: (String) -> String?, _ takesID: (String) -> Bool) -> Bool {
        rest.removeFirst()
        let isEnd = take("/")
        let name = takeName()
        guard let allowed = Self.elements[name] else { return false }
        if isEnd {
            guard take(">"), open.popLast() == name else { return false }
            html.raw("</\(name)>")
            return true
        }
        guard open.count < 20 else { return false }
        html.raw(name == "details" ? "<details class=\"fold\"" : "<\(name)")
        while !take(">") {
            guard readAttribute(allowed, address, takesID) else { return false }
        }
        html.raw(">")
        open.append(name)
        return true
    }

    private mutating func readAttribute(
        _ allowed: Set<String>, _ address: (String) -> String?, _ takesID: (String) -> Bool
    ) -> Bool {
        guard take(" ") else { return false }
        let name = takeName()
        guard allowed.contains(name), take("=\"") else { return false }
        let written = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
        rest = rest[written.endIndex...]
        guard take("\"") else { return false }
        let value = String(decoding: written, as: UTF8.self)
        guard name != "scope" else {
            html.raw(" scope=\"\(value)\"")
            return value == "row" || value == "col"
        }
        if name == "id" {
            html.raw(" id=\"\(value)\"")
            return !value.isEmpty && value.utf8.allSatisfy(\.isPlainInName) && takesID(value)
        }
        guard let value = address(value) else { return false }
        html.raw(" href=\"")
        html.address(value)
        html.raw("\"")
        return true
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest.removeFirst(text.utf8.count)
        return true
    }

    private mutating func takeName() -> String {
        let name = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        rest = rest[name.endIndex...]
        return String(decoding: name, as: UTF8.self)
    }
}

extension UInt8 {
    /// Whether it is a small letter, a digit, `-` or `_`.
    fileprivate var isPlainInName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
