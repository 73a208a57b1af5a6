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
/// A line names a case, and after a colon the first line of its message, in which `...` matches any text; a line without
/// a message matches any failure. Lines below a line in brackets are for that backend only: its spec, with or without
/// options, or its name; they take precedence over the lines for all. A case that could not be run is forgiven only by a
/// line with its message: a backend that crashes is not a known failure.
package struct KnownFailures: Sendable {
    let source: SourceText
    let lines: [Line]
    /// The names of all cases.
    let names: Set<ExactText>
    /// The byte order mark that the file begins with, or nothing.
    let byteOrderMark: String
    /// Errors in the list itself: invalid lines, unknown cases, duplicates.
    package private(set) var diagnostics: [Diagnostic] = []

    /// A line of the file; offsets are into the file's bytes.
    struct Line {
        enum Kind {
            /// A comment, a blank line, or an invalid line.
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
        /// A pattern for the first line of the case's message.
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
        // A suggestion compares all names: with 30,000 unknown names it would take minutes.
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
                diagnostics.append(source.diagnostic(at: entry.place, "\(entry.name.string) is listed twice"))
            }
        }
    }

    /// Whether the file is UTF-8 text: otherwise an update would lose bytes.
    package var isText: Bool { source.diagnostics.isEmpty }

    /// The file it was read from.
    package var path: String { source.path }

    var entries: [Entry] {
        lines.compactMap { line in
            if case .entry(let entry) = line.kind { entry } else { nil }
        }
    }

    /// The entries that apply to a run, by the case's name.
    func entries(for run: Report.Run) -> [ExactText: Entry] {
        let titles = run.backend.titles
        let fitting = entries.filter { entry in entry.section.map(titles.contains) ?? true }
        return Dictionary(fitting.map { ($0.name, $0) }) { first, second in
            first.section == nil && second.section != nil ? second : first
        }
    }
}

extension Report.Backend {
    /// The names of the backend in a list of known failures.
    var titles: Set<ExactText> {
        Set(([spec, specWithoutOptions] + (name.isEmpty ? [] : [name])).map(ExactText.init))
    }
}

extension KnownFailures.Entry {
    /// Whether a result is the failure that the list names.
    func matches(_ result: Report.CaseReport) -> Bool {
        guard let message else { return result.outcome == .failed || result.outcome == .warned }
        return ExpectedOutput.text(pattern: message).mismatch(with: Outcome(printed: result.headline)) == nil
    }
}
