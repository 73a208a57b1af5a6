/// Matches text against a pattern in which `...` matches any text, including line ends.
package enum Wildcard {
    /// Searches for each segment once, after the previous one: time linear in both texts.
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        let segments = split(Array(pattern.utf8))
        let text = Array(text.utf8)
        guard segments.count > 1, let first = segments.first, let last = segments.last else {
            return segments[0] == text
        }
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        var start = first.count
        let middle = Array(text[..<(text.count - last.count)])
        for segment in segments.dropFirst().dropLast() where !segment.isEmpty {
            guard let place = Search.first(segment, in: middle, from: start) else { return false }
            start = place + segment.count
        }
        return true
    }

    private static func split(_ pattern: [UInt8]) -> [[UInt8]] {
        Splitting.split(pattern, Array("...".utf8), limit: .max, fromEnd: false)
    }
}
