import Conformance
import Console
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// A list of the cases that a backend is known to fail, as a text file:
///
///     # Why they fail, for people.
///     parallel_db/find-two-fields: expected 1 item, got 0
///     parallel_db/find-greater
///     [python:ipyparallel.controller.dictdb:DictDB]
///     parallel_db/limit-by-size: add_record: no reply within ...
///
/// A line names a case, and after a colon the first line of what is said of it, in which `...` stands for anything;
/// without one, any failure will do. Lines below a line in brackets hold only for that backend: its spec, with or
/// without options, or its name; they go before those that hold for all. A case that could not be run is forgiven only
/// by a line that says so: a dead backend is no known failure.
package struct KnownFailures: Sendable {
    let source: SourceText
    let lines: [Line]
    /// The names of all cases.
    let names: Set<ExactText>
    /// What the file begins with that is no part of its text.
    let byteOrderMark: String
    /// What is wrong with the list itself: lines that are none, cases there are not, cases listed twice.
    package private(set) var diagnostics: [Diagnostic] = []

    /// A line of the file; offsets are into the file's bytes.
    struct Line {
        enum Kind {
            /// A comment, a blank line, or a line that cannot be understood.
            case other
            case section(ExactText)
            case entry(Entry)
        }

        let kind: Kind
        let text: String
    }

    struct Entry {
        let name: ExactText
        let place: Range<Int>
        /// The first line of what is said of the case, with `...`.
        let message: String?
        let messagePlace: Range<Int>
        /// The backend it is for; nil for all.
        let section: ExactText?
    }

    /// - Parameter cases: all that the suite has, whether they are run or not.
    package init(path: String, bytes: [UInt8], cases: [Case]) {
        source = SourceText(path: path, bytes: bytes)
        byteOrderMark = bytes.starts(with: "\u{FEFF}".utf8) ? "\u{FEFF}" : ""
        var reader = KnownFailuresReader(source)
        lines = source.bytes.isEmpty ? [] : (1...source.lineCount).map { reader.line($0) }
        diagnostics = source.diagnostics + reader.diagnostics
        names = Set(cases.map { ExactText($0.id) })
        // Suggestions cost a look at every name, so only so many are made.
        var suggestionsLeft = 100
        let ids = cases.map(\.id)
        var seen: Set<[ExactText?]> = []
        for entry in entries {
            if !names.contains(entry.name) {
                suggestionsLeft -= 1
                let near = suggestionsLeft < 0 ? nil : nearestName(to: entry.name.string, among: ids)
                diagnostics.append(
                    source.diagnostic(
                        at: entry.place, "there is no case \(entry.name.string)",
                        note: near.map { "did you mean \($0)?" } ?? "`taskdb list` shows the cases' names"))
            } else if !seen.insert([entry.section, entry.name]).inserted {
                diagnostics.append(source.diagnostic(at: entry.place, "\(entry.name.string) is listed before"))
            }
        }
    }

    /// Whether the file holds text, and nothing that would be lost when it is written again.
    package var isText: Bool { source.diagnostics.isEmpty }

    /// The file it was read from.
    package var path: String { source.path }

    var entries: [Entry] {
        lines.compactMap { line in
            if case .entry(let entry) = line.kind { entry } else { nil }
        }
    }

    /// The entries that hold for a backend, by the case's name.
    func entries(for run: BackendRun) -> [ExactText: Entry] {
        let titles = run.titles
        let fitting = entries.filter { entry in entry.section.map(titles.contains) ?? true }
        return Dictionary(fitting.map { ($0.name, $0) }) { first, second in
            first.section == nil && second.section != nil ? second : first
        }
    }
}

extension BackendRun {
    /// What a list of known failures may call the backend.
    var titles: Set<ExactText> {
        Set([label.spec, label.title, info?.name].compactMap { $0.map(ExactText.init) })
    }
}

extension KnownFailures.Entry {
    /// Whether what became of a case is what the list says.
    func matches(_ result: CaseResult) -> Bool {
        guard let message else { return result.outcome == .failed || result.outcome == .warned }
        return ExpectedOutput.text(pattern: message).mismatch(with: Outcome(printed: result.headline)) == nil
    }
}
