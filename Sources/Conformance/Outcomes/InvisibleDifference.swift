import TaskDatabases

/// The difference of two lines that look the same: blanks at the end, tabs, no-break spaces, characters without width, or
/// a letter composed in another way.
struct InvisibleDifference {
    /// The lines with their invisible characters shown.
    let expected: String
    let actual: String
    /// The first place where they differ, such as "column 4: expected the end of the line, found a blank".
    let place: String

    /// Nil if the lines are equal, or look different.
    init?(_ expected: String, _ actual: String) {
        guard ExactText(expected) != ExactText(actual), Self.look(of: expected) == Self.look(of: actual) else {
            return nil
        }
        let (left, right) = (Array(expected.unicodeScalars), Array(actual.unicodeScalars))
        let column = zip(left, right).prefix { $0 == $1 }.count
        func name(_ line: [Unicode.Scalar]) -> String { column < line.count ? Self.name(line[column]) : "the end" }
        place = "column \(column + 1): expected \(name(left)), found \(name(right))"
        self.expected = Self.visible(expected)
        self.actual = Self.visible(actual)
    }

    /// The line as a reader sees it: Swift compares letters as equal however they are composed.
    private static func look(of line: String) -> String {
        let seen = line.unicodeScalars.filter { !hasNoWidth($0) }.map { isBlank($0) ? " " : $0 }
        let end = seen.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
        var text = String.UnicodeScalarView()
        text.append(contentsOf: seen[..<end])
        return String(text)
    }

    /// The text with each invisible character shown as a sign or by its number.
    static func visible(_ line: String) -> String {
        let scalars = Array(line.unicodeScalars)
        let end = scalars.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
        return scalars.enumerated().map { index, scalar in
            switch scalar {
            case " ": index < end ? " " : "\u{B7}"
            case "\t": "\u{2192}"
            default: isBlank(scalar) || hasNoWidth(scalar) || isMark(scalar) ? "<\(number(scalar))>" : String(scalar)
            }
        }.joined()
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case " ": "a blank"
        case "\t": "a tab"
        case "\r": "a carriage return"
        case "\u{A0}": "a no-break space"
        default: number(scalar) + (scalar.properties.name.map { " " + $0.lowercased() } ?? "")
        }
    }

    private static func number(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\r" || scalar.properties.generalCategory == .spaceSeparator
    }

    private static func hasNoWidth(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .format }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
    }
}
