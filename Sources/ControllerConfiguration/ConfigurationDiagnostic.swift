import Diagnostics

/// Something wrong in a configuration file or on a command line: where, what, and what may help.
package enum ConfigurationMistake: Sendable, CustomStringConvertible {
    case file(Diagnostic)
    /// The option at fault, as given; what is wrong; and what helps to put it right, where the message does not say it.
    case option(String, message: String, note: String?)

    init(option: String, _ refusal: Refusal) {
        self = .option(option, message: refusal.message, note: refusal.note)
    }

    init(_ span: SourceSpan, in lines: SourceLines, _ refusal: Refusal) {
        let place = SourcePosition(line: span.line, column: span.column)
        self = .file(lines.source.diagnostic(at: place, length: span.length, refusal.message, note: refusal.note))
    }

    /// A file's mistake as ``Diagnostic`` tells it; of the command line, `option: error: message` and the note. No line
    /// ending follows the last line.
    package var description: String {
        switch self {
        case .file(let diagnostic): diagnostic.description
        case .option(let option, let message, let note):
            "\(Diagnostic.visible(option)): error: \(message)" + (note.map { "\n      = note: \($0)" } ?? "")
        }
    }
}
