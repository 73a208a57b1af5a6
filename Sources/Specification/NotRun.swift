/// A fenced block that is shown and never run, and counted as such.
public struct NotRun: Sendable, Hashable {
    public let page: String
    /// Why it is not run, on one line.
    public let reason: String
    /// The first word after the fence, empty if there is none.
    public let language: String
    public let body: String
    /// Where the reason stands in its mark.
    public let source: SourceLocation
}
