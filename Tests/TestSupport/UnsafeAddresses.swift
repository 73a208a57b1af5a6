/// Converts `cmark`'s links and images with an empty address, which it writes for unsafe addresses, to their text,
/// which is what the site renders.
public enum UnsafeAddresses {
    /// Returns the HTML with these links and images replaced, and their number. An autolink may be inside a link.
    public static func asText(_ html: String) -> (html: String, count: Int) {
        var rest = Substring(html)
        var text = ""
        var count = 0
        /// For each open link, whether it is kept.
        var open: [Bool] = []
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
            text += rest[..<start]
            rest = rest[start...]
            let end = rest.utf8.firstIndex(of: UInt8(ascii: ">")).map { rest.utf8.index(after: $0) } ?? rest.endIndex
            let tag = rest[..<end]
            rest = rest[end...]
            let isUnsafe = tag.hasPrefix("<a href=\"\"") || tag.hasPrefix("<img src=\"\"")
            if isUnsafe { count += 1 }
            if tag.hasPrefix("<a ") { open.append(!isUnsafe) }
            let isKept = tag == "</a>" ? open.popLast() ?? true : !isUnsafe
            if isKept { text += tag } else if tag.hasPrefix("<img") { text += alternative(tag) }
        }
        return (text + rest, count)
    }

    private static func alternative(_ tag: Substring) -> Substring {
        let start = tag.dropFirst("<img src=\"\" alt=\"".count)
        return start.prefix(upTo: start.utf8.firstIndex(of: UInt8(ascii: "\"")) ?? start.endIndex)
    }
}
