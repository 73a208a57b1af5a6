/// Why an example cannot run: it is not Python, not in the subset, or exceeds a limit.
package struct SourceError: Error, Equatable, CustomStringConvertible {
    /// The kind of a `SourceError`.
    package enum Kind: Sendable {
        /// The source is not valid Python.
        case syntax
        /// The source is valid Python, but not in the console subset.
        case unsupported
        /// The source or its run exceeds a limit of size, depth or steps.
        case limit
    }

    /// The message, without the place.
    package var message: String
    /// The line, from 1.
    package var line: Int
    /// The column, from 1, in Unicode scalars.
    package var column: Int
    /// Why the example cannot run.
    package var kind: Kind

    /// Makes an error at a line and column, both from 1.
    package init(_ message: String, line: Int, column: Int, kind: Kind) {
        self.message = message
        self.line = line
        self.column = column
        self.kind = kind
    }

    init(_ message: String, at position: Position, _ kind: Kind = .syntax) {
        self.init(message, line: position.line, column: position.column, kind: kind)
    }

    /// The error as `line:column: message`.
    package var description: String { "\(line):\(column): \(message)" }

    /// Makes the error for a construct, quoted as written, that the subset leaves out.
    static func unsupported(_ construct: String, at position: Position) -> SourceError {
        SourceError("\(construct) is not part of the console subset", at: position, .unsupported)
    }
}
