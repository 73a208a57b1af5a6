import Conformance
import Diagnostics

/// A way to tell what became of the backends that were judged.
package protocol Report: Sendable {
    /// The whole report; ends with a line end.
    func text(_ runs: [BackendRun]) -> String
}

/// The reports there are, as the command line names them.
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

    /// - Parameter style: how a report for a terminal stands out.
    package func report(_ suite: PreparedSuite, _ style: Style = Style(isColoured: false)) -> any Report {
        switch self {
        case .pretty: PrettyReport(suite, style)
        case .json: JSONReport(suite)
        case .junit: JUnitReport()
        case .tap: TAPReport()
        case .markdown: MarkdownSummary(suite)
        case .github: GitHubAnnotations()
        }
    }
}
