/// An HTML comment that marks the block below it, such as `<!-- case: ID -->`.
struct Mark: Sendable {
    enum Name: String, CaseIterable {
        case rule, `case`, setup
        case notRun = "not-run"

        /// The name in backquotes, for messages.
        var quoted: String { "`\(rawValue)`" }
    }

    let name: Name
    /// The range of the name.
    let place: Range<Int>
    /// The words after the colon.
    let words: [PageToken]
}
