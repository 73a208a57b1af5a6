/// A part of a line: line and column from 1, columns and length in Unicode scalars.
struct SourceSpan {
    var line: Int
    var column: Int
    var length: Int
}
