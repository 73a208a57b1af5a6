import Conformance
import Diagnostics
import Markdown
import Specification

/// Output on a page that differs from the reference's, and its replacement.
package struct OutputChange: Sendable, Equatable {
    /// The ID of the case or setup whose block it is in.
    package let id: String
    /// The prompt, or the request of a conversation.
    package let source: SourceLocation
    /// The input, without prompts.
    package let input: String
    /// The output on the page; may be empty.
    package let before: String
    package let after: String

    /// The line of the prompt in the block, from 1.
    let line: Int
    let place: Place

    /// What of the page the output takes.
    enum Place: Sendable, Equatable {
        /// Lines of the page, from 1; an empty range, at the line to come before, where there is no output.
        case lines(Range<Int>)
        case cell(PipeTable.Cell)
    }
}

/// Output of the reference that cannot be written into a page.
package struct UpdateError: Error, Sendable, Equatable, CustomStringConvertible {
    package let source: SourceLocation
    package let reason: String

    package init(source: SourceLocation, reason: String) {
        self.source = source
        self.reason = reason
    }

    /// Output on the lines below a reason.
    static func shown(_ output: String) -> String { output.isEmpty ? " nothing" : ":\n" + output }

    static let unwritable = "what the reference shows cannot be written as expected output"

    /// `file:line:column: error: reason`.
    package var description: String {
        "\(source): error: \(reason)".printable
    }
}
