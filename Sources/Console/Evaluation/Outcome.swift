/// What running an example came to.
package struct Outcome {
    package enum Result {
        /// A statement, or an expression whose value is None.
        case nothing
        case value(Object)
        case raised(PythonException)
    }

    /// What the example printed, and the repr of every expression but a last one at the top.
    package var printed: String
    package var result: Result
    /// The line of the source, 1-based, evaluation ended at; of use where an exception was raised.
    package var line: Int

    package init(printed: String = "", result: Result = .nothing, line: Int = 1) {
        self.printed = printed
        self.result = result
        self.line = line
    }

    /// The output as a Python console shows it, without the last line's end.
    package var text: String {
        var text = printed
        switch result {
        case .nothing: break
        case .value(let value): text += value.repr
        case .raised(let exception): text += "Traceback (most recent call last):\n    ...\n" + exception.lastLine
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
