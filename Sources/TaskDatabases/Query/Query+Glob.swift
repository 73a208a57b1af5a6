extension Query {
    /// A shell-style pattern with the meaning of Python's `fnmatch.fnmatchcase`.
    ///
    /// `*` matches any run of code points, `?` matches one, `[abc]` and `[a-z]` match one of a set, `[!abc]` matches one that
    /// is not in the set. Case matters, and the whole text must match. Matching takes time linear in the pattern and the
    /// text; a stretch between two `*` that has `?` or a set in it takes its length times the text's.
    public struct Glob: Sendable {
        /// The pattern as the check has it.
        public let pattern: String
        /// What is before, between and after the pattern's `*`.
        private let stretches: [GlobStretch]

        /// The most parts of a stretch that begins with `*` and has `?` or a set in it.
        static let mostParts = 1000

        /// - Throws: ``TaskDatabaseError`` of kind `invalidOperand` for a stretch beyond ``mostParts``.
        init(_ pattern: String) throws {
            self.pattern = pattern
            var reader = GlobReader(pattern)
            stretches = reader.stretches().map(GlobStretch.init)
            guard stretches.dropFirst().allSatisfy({ $0.isPlain || $0.count <= Self.mostParts }) else {
                throw TaskDatabaseError(
                    .invalidOperand,
                    "$glob finds at most \(Self.mostParts) characters with ? or [] among them after a *")
            }
        }

        /// The range of texts, in the order of code points, that every match is in: from `lower`, inclusive, to `upper`,
        /// exclusive; nil is no upper bound.
        ///
        /// An index can find this range. It is narrow for a pattern that begins with plain text, and everything otherwise.
        public var bounds: (lower: String, upper: String?) { (literalPrefix, literalPrefix.successor) }

        /// The plain text that every match begins with.
        private var literalPrefix: String { stretches.first?.literalPrefix ?? "" }

        /// Whether the whole text matches the pattern.
        public func matches(_ text: String) -> Bool {
            let scalars = Array(text.unicodeScalars)
            guard let first = stretches.first, let last = stretches.last, first.matches(scalars, at: 0) else {
                return false
            }
            guard stretches.count > 1 else { return first.count == scalars.count }
            let end = scalars.count - last.count
            guard end >= first.count, last.matches(scalars, at: end) else { return false }
            // The first place is as good as any later one: what follows has more room.
            var place = first.count
            for stretch in stretches.dropFirst().dropLast() {
                guard let found = stretch.firstPlace(in: scalars[place..<end]) else { return false }
                place = found + stretch.count
            }
            return true
        }
    }
}

/// A part of a pattern that matches one code point.
private enum GlobPart {
    case any
    case literal(Unicode.Scalar)
    /// The ranges are in order and do not touch.
    case set([ClosedRange<UInt32>], inverted: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .any: true
        case .literal(let literal): literal == scalar
        case .set(let ranges, let inverted): Self.contains(ranges, scalar.value) != inverted
        }
    }

    private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(value)
    }
}

/// A stretch of a pattern without `*`.
private struct GlobStretch {
    private let parts: [GlobPart]
    /// The text of a stretch without `?` and sets; nil for any other.
    private let plain: [Unicode.Scalar]?
    /// For each part of plain text, how many code points before it and it are also the text's first.
    private let borders: [Int]

    init(_ parts: [GlobPart]) {
        self.parts = parts
        let literals = parts.compactMap { if case .literal(let scalar) = $0 { scalar } else { nil } }
        plain = literals.count == parts.count ? literals : nil
        borders = plain.map(Self.borders) ?? []
    }

    var count: Int { parts.count }
    var isPlain: Bool { plain != nil }

    var literalPrefix: String {
        var prefix = String.UnicodeScalarView()
        for case .literal(let scalar) in parts.prefix(while: { if case .literal = $0 { true } else { false } }) {
            prefix.append(scalar)
        }
        return String(prefix)
    }

    func matches(_ text: [Unicode.Scalar], at place: Int) -> Bool {
        place + count <= text.count && parts.indices.allSatisfy { parts[$0].matches(text[place + $0]) }
    }

    /// Where the stretch first matches; nil if it does nowhere.
    func firstPlace(in text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let plain else {
            return text.indices.first { place in
                place + count <= text.endIndex && parts.indices.allSatisfy { parts[$0].matches(text[place + $0]) }
            }
        }
        if plain.isEmpty { return text.startIndex }
        // Source: Knuth, Morris, Pratt, Fast Pattern Matching in Strings, 1977.
        var matched = 0
        for place in text.indices {
            while matched > 0, plain[matched] != text[place] { matched = borders[matched - 1] }
            if plain[matched] == text[place] { matched += 1 }
            if matched == plain.count { return place + 1 - matched }
        }
        return nil
    }

    private static func borders(_ text: [Unicode.Scalar]) -> [Int] {
        var borders = [Int](repeating: 0, count: text.count)
        var matched = 0
        for place in text.indices.dropFirst() {
            while matched > 0, text[matched] != text[place] { matched = borders[matched - 1] }
            if text[matched] == text[place] { matched += 1 }
            borders[place] = matched
        }
        return borders
    }
}

/// Splits a pattern into its parts.
private struct GlobReader {
    private let scalars: [Unicode.Scalar]
    /// The place of the last `]`; no set ends behind it.
    private let lastBracket: Int
    private var place = 0

    init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
        lastBracket = scalars.lastIndex(of: "]") ?? -1
    }

    mutating func stretches() -> [[GlobPart]] {
        var stretches: [[GlobPart]] = [[]]
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            if scalar == "*" {
                // More than one `*` are as one.
                if stretches.count == 1 || !stretches[stretches.count - 1].isEmpty { stretches.append([]) }
            } else {
                stretches[stretches.count - 1].append(part(scalar))
            }
        }
        return stretches
    }

    private mutating func part(_ scalar: Unicode.Scalar) -> GlobPart {
        switch scalar {
        case "?": .any
        case "[": set() ?? .literal("[")
        default: .literal(scalar)
        }
    }

    /// Reads a set after its `[`. Returns nil and reads nothing if the set has no end: the bracket then means itself.
    /// A `]` that comes first is a member.
    private mutating func set() -> GlobPart? {
        let inverted = place < scalars.count && scalars[place] == "!"
        let first = inverted ? place + 1 : place
        guard first < lastBracket, let end = scalars[(first + 1)...].firstIndex(of: "]") else { return nil }
        place = end + 1
        return .set(Self.ranges(scalars[first..<end]), inverted: inverted)
    }

    /// A range that runs backwards is empty; a hyphen at either end is itself.
    private static func ranges(_ members: ArraySlice<Unicode.Scalar>) -> [ClosedRange<UInt32>] {
        var rest = members
        var ranges: [ClosedRange<UInt32>] = []
        while let low = rest.popFirst() {
            guard rest.count >= 2, rest.first == "-" else {
                ranges.append(low.value...low.value)
                continue
            }
            rest.removeFirst()
            if let high = rest.popFirst(), low <= high { ranges.append(low.value...high.value) }
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        return ranges.reduce(into: []) { merged, range in
            guard let last = merged.last, range.lowerBound <= last.upperBound + 1 else { return merged.append(range) }
            merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
    }
}

extension String {
    /// The least text that is greater than every text with this prefix; nil if there is none.
    fileprivate var successor: String? {
        var scalars = unicodeScalars
        while let last = scalars.popLast() {
            // Between these two there are only surrogates, which text cannot hold.
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let next = Unicode.Scalar(next) {
                scalars.append(next)
                return String(scalars)
            }
        }
        return nil
    }
}
