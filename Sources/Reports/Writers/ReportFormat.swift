import Conformance
import Diagnostics

/// Writes a report in one format.
package protocol ReportWriter: Sendable {
    /// The whole report; ends with a line end. All of it is printable, but for colours of the format `pretty`.
    func text(_ report: Report) throws -> String
}

/// The formats of reports, as the command line names them.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// For people at a terminal.
    case pretty
    /// `taskdb-report/1`, for other programs.
    case json
    /// JUnit's XML, as Jenkins and GitLab read it.
    case junit
    /// The Test Anything Protocol, version 14.
    case tap
    /// A summary for a page, such as GitHub's step summary.
    case markdown
    /// GitHub's workflow commands, which mark the lines of a page.
    case github

    /// - Parameters:
    ///   - suite: the suite that the report was judged by, for the texts of its rules.
    ///   - style: the colours of the format `pretty`.
    package func writer(_ suite: PreparedSuite, _ style: Style = Style(isColoured: false)) -> any ReportWriter {
        switch self {
        case .pretty: PrettyReport(suite, style)
        case .json: JSONReport()
        case .junit: JUnitReport()
        case .tap: TAPReport()
        case .markdown: MarkdownSummary(suite)
        case .github: GitHubAnnotations()
        }
    }
}
