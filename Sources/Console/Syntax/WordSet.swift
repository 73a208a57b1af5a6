/// A set of words that rejects most other words by length and first letter, without hashing them.
struct WordSet: Sendable {
    private let words: Set<String>
    /// For each length, a bit set of the first bytes of the words of that length.
    private let starts: [UInt64]

    init(_ words: Set<String>) {
        self.words = words
        let longest = words.map(\.utf8.count).max() ?? 0
        starts = words.reduce(into: Array(repeating: 0, count: longest + 1)) { starts, word in
            if let first = word.utf8.first { starts[word.utf8.count] |= Self.bit(first) }
        }
    }

    func contains(_ word: String) -> Bool {
        let count = word.utf8.count
        guard let first = word.utf8.first, count < starts.count, starts[count] & Self.bit(first) != 0 else {
            return false
        }
        return words.contains(word)
    }

    private static func bit(_ byte: UInt8) -> UInt64 { 1 << UInt64(byte & 63) }
}
