import Diagnostics
import Markdown

/// That an example or a table is closed at first on the site.
package struct Fold: Sendable, Hashable {
    /// The words to show in its place; nil if the page gives none.
    package let words: String?

    package init(words: String?) { self.words = words }
}

/// A conformance case: a session run in a fresh database and namespace of its own.
package struct Case: Sendable {
    /// The backends that a case applies to, by the profile they declare.
    package enum Profile: String, Sendable, Hashable, CaseIterable {
        case recording
        case nonRecording = "non-recording"
        case any
    }

    /// One option for `open`.
    package struct Option: Sendable, Hashable {
        package let name: String
        package let value: OptionValue
    }

    /// `page/name`. Never changes once published.
    package let id: String
    /// The file name of its page, without `.md`. It can differ from the first part of ``id``.
    package let page: String
    package let name: String
    /// Its place on its page, for links: `writes.md#case-get-unknown`.
    package var anchor: String { "case-\(name)" }
    package let example: ExampleBlock
    package let profile: Profile
    /// In the order written; names are unique.
    package let open: [Option]
    /// The IDs of the setups to run before it, in order.
    package let uses: [String]
    /// The capabilities that a backend must declare for the case to apply to it.
    package let requires: [String]
    /// The IDs of the rules it proves: those it names, or else the nearest rule above it. Empty only if there is an error.
    package let proves: [String]
    /// The backend that a configuration or a command line in the case selects; such a case judges the reference only.
    package let selects: String?
    /// The ID of the case whose session runs before this one, in a database of its own.
    package let after: String?
    /// How the site shows it closed at first; nil if it is shown open, or is a row of a table.
    package let fold: Fold?
    /// The position of the ID in the mark, or in the first row that has it.
    package let source: SourceLocation

    package var language: Language { example.language }
    /// Whether the case is a session of real clients, which judges a controller together with its database.
    package var needsClients: Bool { requires.contains(Capability.clients) }
    package var body: String { example.text }

    /// The position on the page of a line and a column of the body, both from 1, columns in scalars.
    package func position(inBody line: Int, column: Int) -> SourcePosition {
        example.position(line: line, column: column)
    }
}
