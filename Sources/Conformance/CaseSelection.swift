import Specification

/// Selects cases by patterns of names; see ``NamePattern``.
///
/// A pattern with a `/` is matched with the full name `page/ID`, one without with the ID alone.
package struct CaseSelection: Sendable {
    private let run: Patterns
    private let skip: Patterns

    package init(run: [String] = [], skip: [String] = []) {
        self.run = Patterns(run)
        self.skip = Patterns(skip)
    }

    /// Returns the cases that match a pattern to run, if there are any such patterns, and no pattern to skip.
    package func select(from cases: [Case]) -> [Case] {
        cases.filter { (run.all.isEmpty || run.match($0)) && !skip.match($0) }
    }

    /// Returns the patterns that match no case: they are probably misspelt.
    package func stale(among cases: [Case]) -> [String] {
        let names = Set(cases.flatMap { [$0.id, $0.name] })
        return (run.all + skip.all).filter { text in
            guard text.contains("*") else { return !names.contains(text) }
            let pattern = NamePattern(text)
            return !cases.contains { pattern.matches(text.contains("/") ? $0.id : $0.name) }
        }
    }
}

/// Patterns of which one has to match.
private struct Patterns: Sendable {
    let all: [String]
    /// The patterns without `*`, of which there may be many: a list of names is read from a file.
    private let names: Set<String>
    private let ofNames: [NamePattern]
    private let ofFullNames: [NamePattern]

    init(_ patterns: [String]) {
        all = patterns
        names = Set(patterns.filter { !$0.contains("*") })
        let general = Set(patterns.filter { $0.contains("*") })
        ofNames = general.filter { !$0.contains("/") }.map(NamePattern.init)
        ofFullNames = general.filter { $0.contains("/") }.map(NamePattern.init)
    }

    func match(_ testCase: Case) -> Bool {
        names.contains(testCase.id) || names.contains(testCase.name)
            || ofNames.contains { $0.matches(testCase.name) } || ofFullNames.contains { $0.matches(testCase.id) }
    }
}
