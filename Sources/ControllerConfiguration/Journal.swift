import Console

/// What a configuration file says, in the order it says it.
final class Journal {
    private(set) var settings: [Setting] = []
    private let lines: SourceLines
    /// The interpreter holds the objects that write here.
    private weak var interpreter: Interpreter?

    init(_ lines: SourceLines, _ interpreter: Interpreter) {
        self.lines = lines
        self.interpreter = interpreter
    }

    func record(_ sections: [String], _ trait: String, _ value: Setting.Value) {
        let place = interpreter?.currentPlace ?? (line: 1, column: 1)
        let statement = SourceSpan(line: place.line, column: place.column, length: 1)
        settings.append(
            Setting(sections: sections, trait: trait, value: value, origin: .file(lines, statement: statement)))
    }
}
