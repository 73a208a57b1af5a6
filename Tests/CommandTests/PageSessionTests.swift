import CarriedPages
import Conformance
import Console
import Diagnostics
import Specification
import TestSupport
import Testing

/// The shell sessions on the pages print what the pages say: each runs in a folder of its own, with `taskdb` to be found.
@Suite(.serialized) struct PageSessionTests {
    static let suite = PreparedSuite.prepare(Suite.load(pages: SpecificationPages.all)).suite
    static let cases = suite.suite.cases.filter { suite.shellSession(of: $0) != nil }.map(\.id)

    @Test(arguments: cases)
    func `prints what the page says`(id: String) async throws {
        let testCase = try #require(Self.suite.suite.cases.first { $0.id == id })
        let session = try #require(Self.suite.shellSession(of: testCase))
        let folder = try TemporaryFolder()
        for step in session.steps {
            let program = try await Program.run(["bash", "-c", "exec 2>&1\n" + step.command], in: folder.url)
            let actual = program.output.hasSuffix("\n") ? String(program.output.dropLast()) : program.output
            #expect(!Wildcard.matches(step.expected + "spoiled", actual), "\(id) takes anything")
            let line = testCase.position(inBody: step.line, column: 1).line
            #expect(
                Wildcard.matches(step.expected, actual),
                "\(testCase.source.file):\(line)\n\(step.command)\nexpected:\n\(step.expected)\nactual:\n\(actual)")
        }
    }

    @Test func `there are some`() {
        #expect(Self.cases.count >= 10)
    }
}
