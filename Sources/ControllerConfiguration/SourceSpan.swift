/// A stretch of one line: line and column from 1, in Unicode scalars.
struct SourceSpan {
    var line: Int
    var column: Int
    var length: Int
}
