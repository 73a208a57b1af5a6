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
            // All formats but this one are for terminals, or are read by line.
            if format != .json, !text.unicodeScalars.allSatisfy(isHarmless) {
                finding("\(format) has a control character")
            }
        }
        guard try Report(json: Array(report.json().utf8)).json() == report.json() else {
            finding("the report is another one once it is written and read")
        }
    }

    /// A list of known failures.
    static let knownFailures = Fuzzer("known-failures") { bytes in
        let known = KnownFailures(path: "known.txt", bytes: bytes, cases: suite.suite.cases)
        for diagnostic in known.diagnostics where diagnostic.description.isEmpty { finding("an empty diagnostic") }
    }

    private static let suite = PreparedSuite.prepare(
        Suite.load(pages: [("a.md", Array("# A\n\n<!-- rule: one -->\n\nIt **must** be.\n".utf8))])
    ).suite

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\t" || !(scalar.value < 32 || scalar.value == 127)
    }
}
