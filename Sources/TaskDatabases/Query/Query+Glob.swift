extension Query {
    /// A shell-style pattern with the meaning of Python's `fnmatch.fnmatchcase`.
    ///
    /// `*` matches any run of code points, `?` matches one, `[abc]` and `[a-z]` match one of a set, `[!abc]` matches one that
    /// is not in the set. Case matters, and the whole text must match. Matching takes at most pattern length × text length
    /// steps.
    public struct Glob: Sendable {
        private enum Part {
            case anyRun
            case any
            case literal(Unicode.Scalar)
            case set([ClosedRange<Unicode.Scalar>], inverted: Bool)

            func matches(_ scalar: Unicode.Scalar) -> Bool {
                switch self {
                case .anyRun, .any: true
                case .literal(let literal): literal == scalar
                case .set(let ranges, let inverted): ranges.contains { $0.contains(scalar) } != inverted
                }
            }
        }

        /// The pattern as the check has it.
        public let pattern: String
        private let parts: [Part]

        init(_ pattern: String) {
            self.pattern = pattern
            var rest = Array(pattern.unicodeScalars)[...]
            var parts: [Part] = []
            while let scalar = rest.popFirst() {
                switch scalar {
                case "*": parts.append(.anyRun)
                case "?": parts.append(.any)
                case "[": parts.append(Self.set(&rest) ?? .literal("["))
                default: parts.append(.literal(scalar))
                }
            }
            self.parts = parts
        }

        /// The range of texts, in the order of code points, that every match is in: from `lower`, inclusive, to `upper`,
        /// exclusive; nil is no upper bound.
        ///
        /// An index can find this range. It is narrow for a pattern that begins with plain text, and everything otherwise.
        public var bounds: (lower: String, upper: String?) { (literalPrefix, literalPrefix.successor) }

        /// The plain text that every match begins with.
        private var literalPrefix: String {
            var prefix = String.UnicodeScalarView()
            for case .literal(let scalar) in parts.prefix(while: { if case .literal = $0 { true } else { false } }) {
                prefix.append(scalar)
            }
            return String(prefix)
        }

        /// Whether the whole text matches the pattern.
        public func matches(_ text: String) -> Bool {
            let scalars = Array(text.unicodeScalars)
            var part = 0
            var place = 0
            // On a mismatch only the last `*` seen needs to take one code point more.
            var retry: (part: Int, place: Int)?
            while place < scalars.count {
                if part < parts.count, case .anyRun = parts[part] {
                    part += 1
                    retry = (part, place)
                } else if part < parts.count, parts[part].matches(scalars[place]) {
                    part += 1
                    place += 1
                } else if let last = retry {
                    (part, place) = (last.part, last.place + 1)
                    retry = (part, place)
                } else {
                    return false
                }
            }
            return parts[part...].allSatisfy { if case .anyRun = $0 { true } else { false } }
        }

        /// Parses a set after its `[`. Returns nil and consumes nothing if the set has no end: the bracket then means itself.
        /// A `]` that comes first is a member.
        private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
            var body = rest
            let inverted = body.first == "!"
            if inverted { body.removeFirst() }
            let first = body.startIndex
            guard first < body.endIndex, let end = body[(first + 1)...].firstIndex(of: "]") else { return nil }
            rest = body[(end + 1)...]
            return .set(ranges(body[first..<end]), inverted: inverted)
        }

        /// A range that runs backwards is empty; a hyphen at either end is itself.
        private static func ranges(_ members: ArraySlice<Unicode.Scalar>) -> [ClosedRange<Unicode.Scalar>] {
            var rest = members
            var ranges: [ClosedRange<Unicode.Scalar>] = []
            while let low = rest.popFirst() {
                guard rest.count >= 2, rest.first == "-" else {
                    ranges.append(low...low)
                    continue
                }
                rest.removeFirst()
                if let high = rest.popFirst(), low <= high { ranges.append(low...high) }
            }
            return ranges
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
