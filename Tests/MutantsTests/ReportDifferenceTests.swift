import Conformance
import Mutants
import Reports
import Testing

@Suite struct ReportDifferenceTests {
    private static func report(_ cases: [(String, String)], verdict: String = "conformant") throws -> ReadReport {
        let lines = cases.map { #"{"id":"\#($0.0)","rules":["p/r"],"outcome":"\#($0.1)"}"# }
        return try ReadReport(
            Array(
                #"{"format":"taskdb-report/1","runs":[{"backend":{"spec":"dictdb"},"verdict":"\#(verdict)","cases":[\#(lines.joined(separator: ","))]}]}"#
                    .utf8))
    }

    @Test(arguments: [
        ("passed", "failed", true), ("passed", "warned", true), ("warned", "failed", true), ("passed", "not-run", true),
        ("failed", "passed", false), ("not-run", "passed", false), ("failed", "failed", false),
    ])
    func `an outcome is worse if it is further from passing`(_ before: String, _ after: String, _ isWorse: Bool) throws
    {
        let difference = ReportDifference(
            try Self.report([("p/a", before), ("p/b", "passed")]), try Self.report([("p/a", after), ("p/b", "passed")]))
        #expect(difference.isWorse == isWorse)
    }

    @Test func `changes are listed by rule`() throws {
        let difference = ReportDifference(
            try Self.report([("p/a", "passed"), ("p/b", "failed"), ("p/gone", "passed")]),
            try Self.report([("p/a", "failed"), ("p/b", "failed"), ("p/new", "passed")], verdict: "nonconformant"))
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

    @Test func `a file that is not a report is an error`() {
        #expect(throws: ReadError.self) { try ReadReport(Array(#"{"format":"other"}"#.utf8)) }
    }
}
