/// An HTML comment that marks the block below it, such as `<!-- case: ID -->`.
struct Mark: Sendable {
    enum Name: String, CaseIterable {
        case rule, `case`, setup
        case notRun = "not-run"
        case template, cases, table, page

        /// The name in backquotes, for messages.
        var quoted: String { "`\(rawValue)`" }

        var target: Target {
            switch self {
            case .rule: .statement
            case .case, .setup, .notRun, .template: .fence
            case .cases, .table: .table
            case .page: .file
            }
        }
    }

    /// What a mark speaks of.
    enum Target: String {
        case statement = "a paragraph or a list item"
        case fence = "a fenced block"
        case table = "a pipe table"
        case file
    }

    let name: Name
    /// The range of the name.
    let place: Range<Int>
    /// The words after the colon.
    let words: [PageToken]
}
