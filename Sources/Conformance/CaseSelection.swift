import Specification

/// Which cases to run, by patterns of names.
///
/// In a pattern `*` stands for any run of characters but `/`, and `**` for any run at all. A pattern with a `/` is held
/// against the full name `page/ID`, one without against the ID alone.
package struct CaseSelection: Sendable {
    private let run: [NamePattern]
    private let skip: [NamePattern]

    package init(run: [String] = [], skip: [String] = []) {
        self.run = run.map(NamePattern.init)
        self.skip = skip.map(NamePattern.init)
    }

    /// The cases that match one of the patterns to run, or any where there are none, and none of the patterns to skip.
    package func select(from cases: [Case]) -> [Case] {
        cases.filter { testCase in
            (run.isEmpty || run.contains { $0.matches(testCase) }) && !skip.contains { $0.matches(testCase) }
        }
    }

    /// The patterns that match none of the cases: most likely mistyped.
    package func stale(among cases: [Case]) -> [String] {
        (run + skip).filter { pattern in !cases.contains { pattern.matches($0) } }.map(\.text)
    }
}

extension NamePattern {
    fileprivate func matches(_ testCase: Case) -> Bool { matches(text.contains("/") ? testCase.id : testCase.name) }
}

/// A pattern for names, matched in at most its length × the name's length steps.
package struct NamePattern: Sendable {
    let text: String
    private let parts: [Part]

    private enum Part: Equatable {
        case run
        case runWithoutSlash
        case scalar(Unicode.Scalar)
    }

    package init(_ text: String) {
        self.text = text
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

    /// Keeps the set of places in the pattern that the name's beginning can have led to.
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

    /// A run may also be empty.
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
