import Console

/// The settings that a configuration file makes, in order.
final class Journal {
    private(set) var settings: [Setting] = []
    /// The line of the file where the source that runs begins.
    var firstLine = 1
    private let lines: SourceLines
    /// Weak, because the interpreter holds the objects that hold this journal.
    private weak var interpreter: Interpreter?

    init(_ lines: SourceLines, _ interpreter: Interpreter) {
        self.lines = lines
        self.interpreter = interpreter
    }

    func record(_ sections: [String], _ trait: String, _ value: Setting.Value) {
        let place = interpreter?.currentPlace ?? (line: 1, column: 1)
        let statement = SourceSpan(line: place.line + firstLine - 1, column: place.column, length: 1)
        record(sections, trait, value, at: statement)
    }

    func record(_ sections: [String], _ trait: String, _ value: Setting.Value, at statement: SourceSpan) {
        settings.append(
            Setting(sections: sections, trait: trait, value: value, origin: .file(lines, statement: statement)))
    }
}
