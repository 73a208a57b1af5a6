import TaskDatabases

/// Expected and actual text side by side, line by line.
package struct TextDifference {
    package enum Line: Equatable {
        case both(String)
        case expected(String)
        case actual(String)
    }

    package let lines: [Line]

    /// Longer texts are shown one after the other: the time to compare them grows with the product of their lengths.
    private static let mostLines = 200

    init(expected: String, actual: String) {
        let expected = Self.lines(expected)
        let actual = Self.lines(actual)
        guard expected.count <= Self.mostLines, actual.count <= Self.mostLines else {
            lines = expected.map(Line.expected) + actual.map(Line.actual)
            return
        }
        let difference = actual.map(ExactText.init).difference(from: expected.map(ExactText.init))
        let removed = Set(difference.removals.map(Self.offset))
        let inserted = Set(difference.insertions.map(Self.offset))
        var lines: [Line] = []
        var place = 0
        for (index, line) in expected.enumerated() {
            if removed.contains(index) {
                lines.append(.expected(line))
                continue
            }
            while inserted.contains(place) {
                lines.append(.actual(actual[place]))
                place += 1
            }
            lines.append(.both(line))
            place += 1
        }
        self.lines = lines + actual.dropFirst(place).map(Line.actual)
    }

    private static func offset(_ change: CollectionDifference<ExactText>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private static func lines(_ text: String) -> [String] {
        let line = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return text.isEmpty ? [] : line.map { String(Substring($0)) }
    }
}
