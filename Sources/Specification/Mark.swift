/// A comment that says what the block below it is.
struct Mark: Sendable {
    enum Name: String, CaseIterable {
        case rule, `case`, setup
        case notRun = "not-run"

        /// `case` and the others in backquotes, as messages print them.
        var quoted: String { "`\(rawValue)`" }
    }

    let name: Name
    /// Where the name stands.
    let place: Range<Int>
    /// The words after the colon.
    let words: [PageToken]
}
