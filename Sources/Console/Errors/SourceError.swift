/// Why an example cannot be run: it is not Python, not in the subset, or past a limit.
package struct SourceError: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Not Python.
        case syntax
        /// Python, but not in the console subset.
        case unsupported
        /// Past a limit of size, depth or steps.
        case limit
    }

    package var message: String
    /// 1-based.
    package var line: Int
    /// 1-based, in Unicode scalars.
    package var column: Int
    package var kind: Kind

    package init(_ message: String, line: Int, column: Int, kind: Kind) {
        self.message = message
        self.line = line
        self.column = column
        self.kind = kind
    }

    init(_ message: String, at position: Position, _ kind: Kind = .syntax) {
        self.init(message, line: position.line, column: position.column, kind: kind)
    }

    package var description: String { "\(line):\(column): \(message)" }

    /// Says that a construct, quoted as written, is left out of the subset.
    static func unsupported(_ construct: String, at position: Position) -> SourceError {
        SourceError("\(construct) is not part of the console subset", at: position, .unsupported)
    }
}

/// A limit met while evaluating; the interpreter adds the place.
struct LimitReached: Error {
    let message: String
}

/// Something of Python's that the subset leaves out, met while evaluating; the interpreter adds the place.
struct Unsupported: Error {
    let construct: String

    init(_ construct: String) {
        self.construct = construct
    }
}
