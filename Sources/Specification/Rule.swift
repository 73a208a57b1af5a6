/// A normative statement of a page.
public struct Rule: Sendable, Hashable {
    /// How binding a rule is (RFC 2119); `must` and `must not` are one level, as are `should` and `should not`.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        case must, should, may
    }

    /// `page/name`, by which other pages refer to it.
    public let id: String
    public let page: String
    public let name: String
    public let level: Level
    /// The statement without its marks, on one line.
    public let text: String
    /// Where its ID stands in its mark.
    public let source: SourceLocation
}
