/// A fenced block that is shown and never run, and counted as such.
package struct NotRun: Sendable, Hashable {
    package let page: String
    /// Why it is not run, on one line.
    package let reason: String
    /// The first word after the fence, empty if there is none.
    package let language: String
    package let body: String
    /// Where the reason stands in its mark.
    package let source: SourceLocation
}
