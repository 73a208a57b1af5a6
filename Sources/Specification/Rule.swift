/// A normative statement of a page.
package struct Rule: Sendable, Hashable {
    /// How binding a rule is (RFC 2119); `must` and `must not` are one level, as are `should` and `should not`.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case must, should, may
    }

    /// `page/name`, which other pages refer to.
    package let id: String
    /// The file name of its page, without `.md`. It can differ from the first part of ``id``.
    package let page: String
    package let name: String
    /// Its place on its page, for links: `writes.md#rule-add-stores`.
    package var anchor: String { "rule-\(name)" }
    package let level: Level
    /// The statement without markup, on one line.
    package let text: String
    /// The position of the ID in the mark.
    package let source: SourceLocation
}
