import Conformance
import Diagnostics
import Specification
import TaskDatabases

extension KnownFailures {
    /// Returns the list with which all of some runs succeed.
    ///
    /// Lines that match stay as they are, and so do comments, blank lines and cases that were not run. A new failure is
    /// added to the lines for its backend, if there are any or if there are several runs, else to the lines for all.
    ///
    /// - Parameter runs: runs to which no list was applied.
    package func updated(for runs: [Report.Run]) -> String {
        var comparison = ListComparison(self, runs)
        let kept = lines.map { line in
            guard case .entry(let entry) = line.kind else { return line.text }
            return comparison.line(for: entry, line.text) ?? Self.removed
        }
        var sections = sections(kept)
        for (index, run) in runs.enumerated() {
            let lines = run.cases.filter { $0.isFailure(run) && !comparison.lists($0, index) }.map(\.line)
            guard !lines.isEmpty else { continue }
            let own = sections.firstIndex { section in section.title.map(run.backend.titles.contains) ?? false }
            let place = own ?? (runs.count == 1 ? 0 : sections.count)
            if place == sections.count {
                sections.append(Section(title: nil, lines: ["", "[\(run.backend.specWithoutOptions)]"]))
            }
            sections[place].append(lines)
        }
        let updated = sections.flatMap(\.lines)
        guard updated.map(ExactText.init) != lines.map({ ExactText($0.text) }) else {
            return byteOrderMark + String(decoding: source.bytes, as: UTF8.self)
        }
        return byteOrderMark + updated.map { $0 + lineEnd }.joined()
    }

    /// The line end of the first line.
    private var lineEnd: String {
        let end = source.bytes[source.range(ofLine: 1).upperBound...].prefix(2)
        return end.elementsEqual("\r\n".utf8) ? "\r\n" : "\n"
    }

    /// Marks a line to remove; no line of the file holds a line feed.
    private static let removed = "\n"
}

// MARK: - Comparing

/// A list compared with some runs.
private struct ListComparison {
    private let names: Set<ExactText>
    /// By run: the entries that apply to it, and its results.
    private let entries: [[ExactText: KnownFailures.Entry]]
    private let results: [[ExactText: Report.CaseReport]]
    /// By run: the cases that a line of the updated list names.
    private var listed: [Set<ExactText>]

    init(_ list: KnownFailures, _ runs: [Report.Run]) {
        names = list.names
        entries = runs.map(list.entries)
        results = runs.map { run in
            let judged = run.cases.filter { $0.outcome != .notApplicable }
            return Dictionary(judged.map { (ExactText($0.id), $0) }) { first, _ in first }
        }
        listed = runs.map { _ in [] }
    }

    /// Returns the line for an entry's case; nil if no one line matches with all the backends that the entry is for.
    mutating func line(for entry: KnownFailures.Entry, _ text: String) -> String? {
        let concerned = entries.indices.filter { entries[$0][entry.name]?.place == entry.place }
        let shown = concerned.compactMap { results[$0][entry.name] }
        guard let first = shown.first else { return names.contains(entry.name) ? text : nil }
        let holds = shown.allSatisfy { entry.matches($0) || $0.outcome == .notRun }
        let areOneFailure = shown.allSatisfy { result in
            ![.passed, .notRun].contains(result.outcome) && ExactText(result.headline) == ExactText(first.headline)
        }
        guard holds || areOneFailure else { return nil }
        for index in concerned { listed[index].insert(entry.name) }
        return holds ? text : first.line
    }

    func lists(_ result: Report.CaseReport, _ run: Int) -> Bool { listed[run].contains(ExactText(result.id)) }
}

// MARK: - Lines

extension KnownFailures {
    /// The lines for all backends, or for the backend with a title.
    private struct Section {
        let title: ExactText?
        var lines: [String]

        /// Adds lines below the last one that is not blank.
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

extension Report.CaseReport {
    fileprivate func isFailure(_ run: Report.Run) -> Bool {
        outcome == .failed || outcome == .warned && run.isStrict && level == .should
    }

    fileprivate var line: String { headline.isEmpty ? id : "\(id): \(headline)" }
}
