/// What `cmark` renders as links and images without an address, which the site renders as their text.
public enum RefusedAddresses {
    /// The HTML with those told by their text, and how many they were. An autolink may stand in another link.
    public static func asText(_ html: String) -> (html: String, count: Int) {
        var rest = Substring(html)
        var text = ""
        var count = 0
        /// Whether each link that is open stays one.
        var open: [Bool] = []
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
            text += rest[..<start]
            rest = rest[start...]
            let end = rest.utf8.firstIndex(of: UInt8(ascii: ">")).map { rest.utf8.index(after: $0) } ?? rest.endIndex
            let tag = rest[..<end]
            rest = rest[end...]
            let isRefused = tag.hasPrefix("<a href=\"\"") || tag.hasPrefix("<img src=\"\"")
            if isRefused { count += 1 }
            if tag.hasPrefix("<a ") { open.append(!isRefused) }
            let isKept = tag == "</a>" ? open.popLast() ?? true : !isRefused
            if isKept { text += tag } else if tag.hasPrefix("<img") { text += alternative(tag) }
        }
        return (text + rest, count)
    }

    private static func alternative(_ tag: Substring) -> Substring {
        let start = tag.dropFirst("<img src=\"\" alt=\"".count)
        return start.prefix(upTo: start.utf8.firstIndex(of: UInt8(ascii: "\"")) ?? start.endIndex)
    }
}
