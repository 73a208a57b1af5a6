import Specification

/// Selects cases by patterns of names; see ``NamePattern``.
///
/// A pattern with a `/` is matched with the full name `page/ID`, one without with the ID alone.
package struct CaseSelection: Sendable {
    private let run: [NamePattern]
    private let skip: [NamePattern]

    package init(run: [String] = [], skip: [String] = []) {
        self.run = run.map(NamePattern.init)
        self.skip = skip.map(NamePattern.init)
    }

    /// Returns the cases that match a pattern to run, if there are any such patterns, and no pattern to skip.
    package func select(from cases: [Case]) -> [Case] {
        cases.filter { testCase in
            (run.isEmpty || run.contains { $0.matches(testCase) }) && !skip.contains { $0.matches(testCase) }
        }
    }

    /// Returns the patterns that match no case: they are probably misspelt.
    package func stale(among cases: [Case]) -> [String] {
        (run + skip).filter { pattern in !cases.contains { pattern.matches($0) } }.map(\.text)
    }
}

extension NamePattern {
    fileprivate func matches(_ testCase: Case) -> Bool { matches(text.contains("/") ? testCase.id : testCase.name) }
}
