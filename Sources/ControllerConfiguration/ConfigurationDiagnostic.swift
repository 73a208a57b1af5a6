import Diagnostics

/// An error in a configuration file or on a command line: its place, its message, and an optional hint.
package enum ConfigurationDiagnostic: Sendable, CustomStringConvertible {
    /// An error in a file.
    case file(Diagnostic)
    /// An error in an option: the option as given, what is wrong, and a hint if the message does not contain one.
    case option(String, message: String, note: String?)

    init(option: String, _ rejection: RejectedSetting) {
        self = .option(option, message: rejection.message, note: rejection.note)
    }

    init(_ span: SourceSpan, in lines: SourceLines, _ rejection: RejectedSetting) {
        let place = SourcePosition(line: span.line, column: span.column)
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
