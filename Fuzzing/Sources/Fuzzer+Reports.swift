import Conformance
import Diagnostics
import Reports
import Specification

extension Fuzzer {
    /// A JSON report: what was read is written in every format, and read again.
    static let reports = Fuzzer("reports") { bytes in
        let report = try Report(json: bytes)
        for format in ReportFormat.allCases {
            let text = try format.writer(suite).text(report)
            // What is not printable in a report is escaped.
            if !text.unicodeScalars.allSatisfy({ $0 == "\n" || $0.isPrintable }) {
                finding("\(format) has a character that is not printable")
            }
        }
        guard try Report(json: Array(report.json().utf8)).json() == report.json() else {
            finding("the report is another one once it is written and read")
        }
    }

    /// A list of known failures.
    static let knownFailures = Fuzzer("known-failures") { bytes in
        let known = KnownFailures(path: "known.txt", bytes: bytes, cases: suite.suite.cases)
        _ = known.diagnostics.map(\.description)
    }

    private static let suite = PreparedSuite.prepare(
        Suite.load(pages: [("a.md", Array("# A\n\n<!-- rule: one -->\n\nIt **must** be.\n".utf8))])
    ).suite
}
