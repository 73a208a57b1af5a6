import Diagnostics
import Markdown

/// A conformance case: a session run in a fresh database and namespace of its own.
package struct Case: Sendable {
    /// The backends a case judges, by the profile they declare.
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

    /// `page/name`, never changed once published.
    package let id: String
    package let page: String
    package let name: String
    package let example: ExampleBlock
    package let profile: Profile
    /// In the order written; no name comes twice.
    package let open: [Option]
    /// The IDs of the setups to run first, in order.
    package let uses: [String]
    /// The capabilities a backend must declare, else the case does not apply to it.
    package let requires: [String]
    /// The IDs of the rules it shows: those it names, else the nearest above it. Empty only beside an error.
    package let proves: [String]
    /// What a configuration or a command line in the case chooses; such a case judges the reference alone.
    package let selects: String?
    /// The ID of the case whose session is run first, in a database of its own.
    package let after: String?
    /// Where its ID stands in its mark.
    package let source: SourceLocation

    package var language: Language { example.language }
    package var body: String { example.text }

    /// The place on the page of a line and a column of the body, both from 1, columns in scalars.
    package func position(inBody line: Int, column: Int) -> SourcePosition {
        example.position(line: line, column: column)
    }
}
