import Markdown

/// The layout template, filled in except for the slots that differ from page to page.
struct Shell: Sendable {
    /// A place in the layout whose content differs from page to page.
    enum Slot: String, CaseIterable {
        case title, description, pages, results, contents, content, turn
    }

    /// The text before each slot, and after the last one.
    private var parts: [(text: [UInt8], slot: Slot?)] = []

    /// Marks a slot in the filled template; no template contains this character.
    private static let mark = "\u{1}"

    init(_ values: [String: Any], _ templates: Templates) {
        let slots = Slot.allCases.map { ($0.rawValue, "\(Self.mark)\($0.rawValue)\(Self.mark)" as Any) }
        let text = templates.fill("layout", values.merging(slots) { $1 })
        let pieces = text.split(separator: Character(Self.mark), omittingEmptySubsequences: false)
        for index in stride(from: 0, to: pieces.count, by: 2) {
            let slot = index + 1 < pieces.count ? Slot(rawValue: String(pieces[index + 1])) : nil
            parts.append((Array(pieces[index].utf8), slot))
        }
    }

    /// Returns a page.
    ///
    /// - Parameter write: writes the content of a slot.
    func fill(_ write: (Slot, inout HTMLWriter) -> Void) -> [UInt8] {
        var html = HTMLWriter()
        for (text, slot) in parts {
            html.raw(text)
            if let slot { write(slot, &html) }
        }
        return html.bytes
    }
}
