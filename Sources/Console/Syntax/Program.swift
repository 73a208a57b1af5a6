/// A source that was read, to be run any number of times.
///
/// Unchecked: what a source's constants are (numbers, text, bytes) never changes.
struct Program: @unchecked Sendable {
    let statements: [Statement]
    let leftOut: LeftOutNames
}
