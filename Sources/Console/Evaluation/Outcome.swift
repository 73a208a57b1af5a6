/// The outcome of running an example.
package struct Outcome {
    /// The result of the example's last statement.
    package enum Result {
        /// The last statement has no value, or its value is None.
        case nothing
        case value(Object)
        case raised(PythonException)
    }

    /// The text that the example printed, and the reprs of all expression statements but a final one.
    package var printed: String
    /// The result of the last statement.
    package var result: Result
    /// The comparison that made the result False; nil if the result is another, or no single comparison made it.
    package var failedComparison: FailedComparison?
    /// The line of the source, from 1, where evaluation ended; of interest if an exception was raised.
    package var line: Int

    /// Makes an outcome, by default an empty one.
    package init(printed: String = "", result: Result = .nothing, line: Int = 1) {
        self.printed = printed
        self.result = result
        self.line = line
    }

    /// The output as a Python console shows it, without the final newline.
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
