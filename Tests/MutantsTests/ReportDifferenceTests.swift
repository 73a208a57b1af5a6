import Conformance
import Mutants
import Reports
import Specification
import Testing

@Suite struct ReportDifferenceTests {
    private static func report(_ cases: [(id: String, outcome: CaseOutcome)]) -> Report {
        let reports = cases.map {
            Report.CaseReport(
                id: $0.id, rules: ["p/r"], level: .must, outcome: $0.outcome,
                source: Report.Location(file: "p.md", line: 1))
        }
        return Report(
            suite: Report.JudgedBy(version: "1.0.0", digest: "", rules: 1, cases: cases.count), kit: .current,
            runs: [Report.Run(backend: Report.Backend(spec: "dictdb", name: "DictDB"), cases: reports)])
    }

    @Test(arguments: [
        (CaseOutcome.passed, CaseOutcome.failed, true), (.passed, .warned, true), (.warned, .failed, true),
        (.passed, .notRun, true), (.failed, .passed, false), (.notRun, .passed, false), (.failed, .failed, false),
        (.notApplicable, .passed, false), (.passed, .notApplicable, false), (.passed, .unexpectedPass, true),
    ])
    func `an outcome is worse if it is further from passing`(
        _ before: CaseOutcome, _ after: CaseOutcome, _ isWorse: Bool
    ) {
        let difference = ReportDifference(
            Self.report([("p/a", before), ("p/b", .passed)]), Self.report([("p/a", after), ("p/b", .passed)]))
        #expect(difference.isWorse == isWorse)
    }

    @Test func `changes are listed by rule`() {
        let difference = ReportDifference(
            Self.report([("p/a", .passed), ("p/b", .warned), ("p/gone", .passed)]),
            Self.report([("p/a", .failed), ("p/b", .warned), ("p/new", .passed)]))
        #expect(
            difference.text == """
                dictdb: conformant → nonconformant
                  p/r
                    worse  p/a: passed → failed
                           p/new: new → passed
                           p/gone: passed → gone
                  3 changed, 1 for the worse

                """)
    }
}
