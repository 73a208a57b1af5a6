import Conformance
import Diagnostics
import Specification
import Wire

/// The names of removed rules, cases and setups. They are never used again, so that old reports keep their meaning.
///
/// A file of lines: `case page/name`, `rule page/name` or `setup page/name`; `#` begins a comment.
package struct RetiredNames: Sendable {
    /// Each with its line, from 1.
    private let names: [(kind: String, id: String, line: Int)]
    private let source: SourceText
    /// Errors: lines that are not names.
    package let diagnostics: [Diagnostic]

    package init(path: String, bytes: [UInt8]) {
        let source = SourceText(path: path, bytes: bytes)
        var names: [(kind: String, id: String, line: Int)] = []
        var diagnostics = source.diagnostics
        for line in 1...max(1, source.lineCount) {
            let range = source.range(ofLine: line)
            let text = String(decoding: source.bytes[range].prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            if words.isEmpty { continue }
            if words.count == 2, ["rule", "case", "setup"].contains(words[0]), words[1].contains("/") {
                names.append((words[0], words[1], line))
            } else {
                diagnostics.append(
                    source.diagnostic(
                        at: range, "expected a retired name: `case page/name`, `rule page/name` or `setup page/name`"))
            }
        }
        (self.names, self.source, self.diagnostics) = (names, source, diagnostics)
    }

    /// An error for each name that is used again.
    package func usedAgain(in suite: Suite) -> [Diagnostic] {
        let used = Self.names(of: suite)
        return names.filter { used.contains("\($0.kind) \($0.id)") }.map {
            source.diagnostic(
                at: source.range(ofLine: $0.line), "the \($0.kind) \($0.id) is retired, and is on a page again",
                note: "take another name, so that old reports keep their meaning")
        }
    }

    /// Returns the names, as in `case page/name`, that are in an earlier export, but not on the pages or in this list.
    package func lost(since export: JSON, in suite: Suite) -> [String] {
        let known = Self.names(of: suite).union(names.map { "\($0.kind) \($0.id)" })
        let before = [("rule", "rules"), ("case", "cases"), ("setup", "setups")].flatMap { kind, key -> [String] in
            guard case .array(let entries)? = export[key] else { return [] }
            return entries.compactMap { entry in
                if case .string(let id)? = entry["id"] { "\(kind) \(id)" } else { nil }
            }
        }
        return before.filter { !known.contains($0) }
    }

    private static func names(of suite: Suite) -> Set<String> {
        Set(
            suite.rules.map { "rule \($0.id)" } + suite.cases.map { "case \($0.id)" }
                + suite.setups.map { "setup \($0.id)" })
    }
}
