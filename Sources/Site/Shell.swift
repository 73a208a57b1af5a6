import Markdown

/// The layout filled in but for what differs from page to page.
struct Shell: Sendable {
    enum Hole: String, CaseIterable {
        case title, pages, results, contents, content, turn
    }

    /// What stands before each hole, and after the last.
    private var parts: [(text: [UInt8], hole: Hole?)] = []

    /// No text of a template has it.
    private static let mark = "\u{1}"

    init(_ values: [String: Any], _ templates: Templates) {
        let holes = Hole.allCases.map { ($0.rawValue, "\(Self.mark)\($0.rawValue)\(Self.mark)" as Any) }
        let text = templates.fill("layout", values.merging(holes) { $1 })
        let pieces = text.split(separator: Character(Self.mark), omittingEmptySubsequences: false)
        for index in stride(from: 0, to: pieces.count, by: 2) {
            let hole = index + 1 < pieces.count ? Hole(rawValue: String(pieces[index + 1])) : nil
            parts.append((Array(pieces[index].utf8), hole))
        }
    }

    /// - Parameter room: about how many bytes go into the holes.
    func fill(room: Int, _ write: (Hole, inout HTMLWriter) -> Void) -> [UInt8] {
        var html = HTMLWriter(capacity: room + parts.reduce(0) { $0 + $1.text.count })
        for (text, hole) in parts {
            html.raw(text)
            if let hole { write(hole, &html) }
        }
        return html.bytes
    }
}
