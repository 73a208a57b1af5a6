import Conformance
import Reports
import Testing

/// What a backend's author should know and no verdict depends on stands in each report that has a place for it.
@Suite struct NotesTests {
    @Test(arguments: [
        (
            ReportFormat.pretty,
            "NOTE no case needs the capability `globs`; did you mean `glob`?\n\n"
                + "NOTE no case needs the capability `flying`; the known ones are persistence,\n"
                + "culling, glob, exists, all, mod, offsets, objects\n\n"
                + "NOTE shutdown: it answered but then ended with exit status 9 instead of 0\n"
        ),
        (
            .markdown, "\n\nNote: no case needs the capability \\`globs\\`; did you mean \\`glob\\`?\n\nNote: no case"
        ),
        (
            .tap, "\n# note: no case needs the capability `globs`; did you mean `glob`?\n# note: no case"
        ),
        (
            .github,
            "::notice title=Fixture 1::shutdown: it answered but then ended with exit status 9 instead of 0\n"
                + "::notice title=Fixture 1%3A conformant::4 passed\n"
        ),
    ])
    func `are in the report`(format: ReportFormat, text: String) async throws {
        let suite = PreparedSuite.fourCases
        let run = await suite.judge(
            Tool.backend(start: "INFO['capabilities'] = ['globs', 'flying']", end: "reply(None); sys.exit(9)"))
        #expect(run.verdict == .conformant)
        #expect(try format.writer(suite).text(Report(suite, [Report.Run(run)])).contains(text))
    }
}
