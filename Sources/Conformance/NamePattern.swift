/// A pattern for names: `*` matches any run of characters other than `/`, `**` any run of characters.
///
/// Matching takes at most (pattern length × name length) steps.
package struct NamePattern: Sendable {
    private let parts: [Part]

    private enum Part: Equatable {
        case run
        case runWithoutSlash
        case scalar(Unicode.Scalar)
    }

    package init(_ text: String) {
        var parts: [Part] = []
        for scalar in text.unicodeScalars {
            switch (scalar, parts.last) {
            case ("*", .runWithoutSlash): parts[parts.count - 1] = .run
            case ("*", .run): break
            case ("*", _): parts.append(.runWithoutSlash)
            default: parts.append(.scalar(scalar))
            }
        }
        self.parts = parts
    }

    /// Returns whether the whole name matches. Keeps the set of places in the pattern that the name so far can reach.
    package func matches(_ name: String) -> Bool {
        var reached = closure([0])
        for scalar in name.unicodeScalars {
            var next: Set<Int> = []
            for place in reached where place < parts.count {
                switch parts[place] {
                case .run: next.insert(place)
                case .runWithoutSlash: if scalar != "/" { next.insert(place) }
                case .scalar(let wanted): if scalar == wanted { next.insert(place + 1) }
                }
            }
            reached = closure(next)
        }
        return reached.contains(parts.count)
    }

    /// Adds the places behind wildcards: these also match nothing.
    private func closure(_ places: Set<Int>) -> Set<Int> {
        var all = places
        for place in places {
            var place = place
            while place < parts.count, parts[place] == .run || parts[place] == .runWithoutSlash {
                place += 1
                all.insert(place)
            }
        }
        return all
    }
}
