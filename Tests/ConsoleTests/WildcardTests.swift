import Console
import Testing

/// Tests `...` in expected output, which matches any text.
@Suite struct WildcardTests {
    @Test(arguments: [1, 2, 3, 4]) func `matching agrees with the definition`(_ seed: UInt64) {
        var random = Lehmer(seed: seed)
        var matches = 0
        for _ in 0..<5000 {
            let pattern = Self.text(["a", "b", "ab", "...", "...", ".", "\n", "é"], random.below(7), &random)
            let text = Self.text(["a", "b", "a", "b", ".", "\n", "é"], random.below(10), &random)
            let wanted = Self.defined(Array(pattern.utf8)[...], Array(text.utf8)[...])
            #expect(Wildcard.matches(pattern, text) == wanted, "\(pattern.debugDescription) \(text.debugDescription)")
            matches += wanted ? 1 : 0
        }
        #expect((200...4800).contains(matches))
    }

    private static func text(_ pieces: [String], _ count: Int, _ random: inout Lehmer) -> String {
        (0..<count).reduce(into: "") { text, _ in text += pieces[random.below(pieces.count)] }
    }

    /// The definition: an ellipsis matches any text before the rest of the pattern, any other byte matches itself.
    private static func defined(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        if pattern.starts(with: "...".utf8) {
            let rest = pattern.dropFirst(3)
            return (text.startIndex...text.endIndex).contains { defined(rest, text[$0...]) }
        }
        guard let first = pattern.first else { return text.isEmpty }
        return first == text.first && defined(pattern.dropFirst(), text.dropFirst())
    }

    /// Searching the whole text for each segment would take minutes.
    @Test(arguments: ["", "nowhere..."]) func `matching takes linear time`(_ piece: String) {
        let pattern = String(repeating: "ab...", count: 100_000) + piece + "end"
        let text = String(repeating: "abxyz", count: 100_000) + "end"
        let clock = ContinuousClock()
        let time = clock.measure { #expect(Wildcard.matches(pattern, text) == piece.isEmpty) }
        #expect(time < .seconds(10))
    }
}
