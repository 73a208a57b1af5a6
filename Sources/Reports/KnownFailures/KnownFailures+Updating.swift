import Conformance
import Diagnostics
import Specification
import TaskDatabases

extension KnownFailures {
    /// The list as it would have to be for some runs to go as listed.
    ///
    /// Lines that hold stay as they are, and so do comments, blank lines and what was not run. A new failure of the only
    /// backend goes to the end of the lines for all, unless the list has lines for that backend; where there are several
    /// backends, each gets lines of its own.
    ///
    /// - Parameter runs: as they were, not held against this list.
    package func updated(for runs: [BackendRun]) -> String {
        var comparison = ListComparison(self, runs)
        let kept = lines.map { line in
            guard case .entry(let entry) = line.kind else { return line.text }
            return comparison.line(for: entry, line.text) ?? Self.removed
        }
        var sections = sections(kept)
        for (index, run) in runs.enumerated() {
            let lines = run.cases.filter { $0.isFailure(run) && !comparison.tells($0, index) }.map(\.line)
            guard !lines.isEmpty else { continue }
            let own = sections.firstIndex { section in section.title.map(run.titles.contains) ?? false }
            let place = own ?? (runs.count == 1 ? 0 : sections.count)
            if place == sections.count { sections.append(Section(title: nil, lines: ["", "[\(run.label.title)]"])) }
            sections[place].append(lines)
        }
        let updated = sections.flatMap(\.lines)
        guard updated.map(ExactText.init) != lines.map({ ExactText($0.text) }) else {
            return byteOrderMark + String(decoding: source.bytes, as: UTF8.self)
        }
        return byteOrderMark + updated.map { $0 + lineEnd }.joined()
    }

    /// As the first line has it.
    private var lineEnd: String {
        let end = source.bytes[source.range(ofLine: 1).upperBound...].prefix(2)
        return end.elementsEqual("\r\n".utf8) ? "\r\n" : "\n"
    }

    /// A line that is not to be kept; no line holds a line feed.
    private static let removed = "\n"
}

// MARK: - Comparing

/// What some runs show beside what a list says.
private struct ListComparison {
    private let names: Set<ExactText>
    /// By run: the entries that hold for it, and what became of each case.
    private let entries: [[ExactText: KnownFailures.Entry]]
    private let results: [[ExactText: CaseResult]]
    /// By run: the cases that a line tells of.
    private var told: [Set<ExactText>]

    init(_ list: KnownFailures, _ runs: [BackendRun]) {
        names = list.names
        entries = runs.map(list.entries)
        results = runs.map { run in
            let judged = run.cases.filter { $0.outcome != .notApplicable }
            return Dictionary(judged.map { (ExactText($0.testCase.id), $0) }) { first, _ in first }
        }
        told = runs.map { _ in [] }
    }

    /// The line that tells of an entry's case; nil if no one line can for all the backends that it is for.
    mutating func line(for entry: KnownFailures.Entry, _ text: String) -> String? {
        let concerned = entries.indices.filter { entries[$0][entry.name]?.place == entry.place }
        let shown = concerned.compactMap { results[$0][entry.name] }
        guard let first = shown.first else { return names.contains(entry.name) ? text : nil }
        let holds = shown.allSatisfy { entry.matches($0) || $0.outcome == .notRun }
        let areOneFailure = shown.allSatisfy { result in
            ![.passed, .notRun].contains(result.outcome) && ExactText(result.headline) == ExactText(first.headline)
        }
        guard holds || areOneFailure else { return nil }
        for index in concerned { told[index].insert(entry.name) }
        return holds ? text : first.line
    }

    func tells(_ result: CaseResult, _ run: Int) -> Bool { told[run].contains(ExactText(result.testCase.id)) }
}

// MARK: - Lines

extension KnownFailures {
    /// The lines for all backends, or those for one with its title.
    private struct Section {
        let title: ExactText?
        var lines: [String]

        /// Adds lines below the last that is not blank.
        mutating func append(_ more: [String]) {
            let end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? lines.count
            lines.insert(contentsOf: more, at: end)
        }
    }

    private func sections(_ kept: [String]) -> [Section] {
        var sections = [Section(title: nil, lines: [])]
        for (line, text) in zip(lines, kept) where text != Self.removed {
            if case .section(let title) = line.kind { sections.append(Section(title: title, lines: [])) }
            sections[sections.count - 1].lines.append(text)
        }
        return sections
    }
}

extension CaseResult {
    fileprivate func isFailure(_ run: BackendRun) -> Bool {
        outcome == .failed || outcome == .warned && run.isStrict && level == .should
    }

    fileprivate var line: String { headline.isEmpty ? testCase.id : "\(testCase.id): \(headline)" }
}
