import Diagnostics
import Specification

/// Output on a page that is not what the reference shows, and what to put in its place.
public struct OutputChange: Sendable, Equatable {
    /// The ID of the case or setup whose block it is in.
    public let id: String
    /// The prompt, or the request of a conversation.
    public let source: SourceLocation
    /// What is run, without prompts.
    public let input: String
    /// Empty where nothing is shown.
    public let before: String
    public let after: String

    /// The lines of the page that ``before`` takes, from 1; empty, at the line to come before, where it is empty.
    let lines: Range<Int>
}

/// Output of the reference that does not fit on a page.
public struct UpdateObstacle: Error, Sendable, Equatable, CustomStringConvertible {
    public let source: SourceLocation
    public let reason: String

    public init(source: SourceLocation, reason: String) {
        self.source = source
        self.reason = reason
    }

    static let unwritable = "what the reference shows cannot be written as expected output"

    /// `file:line:column: error: reason`. Output in it may be anything: what would act on a terminal is replaced.
    public var description: String {
        Diagnostic.visibleLines("\(source): error: \(reason)")
    }
}
