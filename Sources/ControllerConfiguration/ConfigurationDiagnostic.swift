import Diagnostics

/// An error in a configuration file or on a command line: its place, its message, and an optional hint.
package enum ConfigurationDiagnostic: Sendable, CustomStringConvertible {
    /// An error in a file.
    case file(Diagnostic)
    /// An error in an option: the option as given, what is wrong, and a hint if the message does not contain one.
    case option(String, message: String, note: String?)

    /// - Parameter showsValue: false for an option without a meaning, whose value explains nothing and may be a secret.
    init(option: String, showsValue: Bool = true, _ rejection: RejectedSetting) {
        let shown = showsValue && !Secrets.mayBe(in: option) ? option : Self.withoutValue(option)
        self = .option(shown, message: rejection.message, note: rejection.note)
    }

    /// `--Session.key=…` for `--Session.key=value` and for `--Session.key value`.
    private static func withoutValue(_ option: String) -> String {
        guard let end = option.firstIndex(where: { $0 == "=" || $0 == " " }) else { return option }
        return option.hasPrefix("-") ? option[...end] + "…" : "…"
    }

    init(_ span: SourceSpan, in lines: SourceLines, _ rejection: RejectedSetting) {
        let place = SourcePosition(line: span.line, column: span.column)
        guard !lines.isSecret(span.line) else {
            self = .file(
                Diagnostic(
                    path: lines.source.path, position: place, message: rejection.message, note: Secrets.note))
            return
        }
        self = .file(lines.source.diagnostic(at: place, length: span.length, rejection.message, note: rejection.note))
    }

    /// The diagnostic, without a final line ending; for an option `option: error: message` and the note.
    package var description: String {
        switch self {
        case .file(let diagnostic): diagnostic.description
        case .option(let option, let message, let note):
            "\(option.onOneLine): error: \(message)" + (note.map { "\n      = note: \($0)" } ?? "")
        }
    }
}
