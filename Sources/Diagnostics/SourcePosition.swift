/// A position in a text file, counted from 1 as editors and compilers do.
package struct SourcePosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The line, from 1; `\n`, `\r\n` and a lone `\r` each end one.
    package var line: Int
    /// The column, from 1, in Unicode scalars. A byte order mark is not counted; a tab counts as one.
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// `line:column`.
    package var description: String { "\(line):\(column)" }
}
