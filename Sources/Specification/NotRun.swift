/// A fenced block that is shown and not run.
package struct NotRun: Sendable, Hashable {
    package let page: String
    /// The reason, on one line.
    package let reason: String
    /// The first word after the fence, or empty.
    package let language: String
    package let body: String
    /// The position of the reason in the mark.
    package let source: SourceLocation
}
