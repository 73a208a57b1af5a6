import Conformance
import Foundation
import Reports
import TestSupport
import Testing

/// Each report of a hostile backend, read by a program that knows the format and not this project.
@Suite struct ReportTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "taskdb-report-\(UUID().uuidString)")

    private func write(_ format: ReportFormat) async throws -> String {
        let text = try await HostileBackend.report(format)
        try Data(text.utf8).write(to: file)
        return text
    }

    private func read(_ command: [String]) async throws -> String {
        defer { try? FileManager.default.removeItem(at: file) }
        let program = try RunningProgram(command + [file.path])
        let status = await program.status(within: .seconds(30))
        #expect(status == 0, "\(program.error)")
        return program.output
    }

    @Test(arguments: ReportFormat.allCases)
    func everyFormatEndsWithALineEnd(_ format: ReportFormat) async throws {
        #expect(try await HostileBackend.report(format).hasSuffix("\n"))
    }

    @Test func theReportForPeople() async throws {
        let runs = [
            try await RefusingBackend.run(refused: ["trouble"]),
            try await RefusingBackend.run(refused: ["last", "die"]),
        ]
        let report = Report(.fourCases, runs.map(Report.Run.init))
        let text = try ReportFormat.pretty.writer(.fourCases).text(report).replacing(/\([0-9.]+ s\)/, with: "(… s)")
        #expect(
            text == """
                Refusing 1
                  backend  dictdb
                  declares recording

                FAILED page/trouble  page.md:11
                  must page/answers
                    A backend must answer.

                    >>> db.drop_record('trouble')
                    - (nothing)
                    + Traceback (most recent call last):
                    +     ...
                    + ValueError: no trouble
                    raised ValueError: no trouble
                  run it alone: taskdb test --backend dictdb --run page/trouble

                  page  3 passed, 1 failed

                Refusing is not conformant: 3 passed, 1 failed (… s)

                Refusing 1
                  backend  dictdb
                  declares recording

                NOT RUN page/last
                    page.md:21
                    >>> db.drop_record('last')
                    drop_record: it died
                  run it alone: taskdb test --backend dictdb --run page/last

                  page  3 passed, 1 not run

                Refusing: inconclusive: 3 passed, 1 not run (… s)

                """)
    }

    /// Neither control characters nor those that turn the direction of text: the hostile text has U+202E.
    @Test(arguments: ReportFormat.allCases)
    func nothingActsOnATerminal(_ format: ReportFormat) async throws {
        let text = try await HostileBackend.report(format)
        let acting = text.unicodeScalars.filter { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
                || scalar.properties.isBidiControl || scalar == "\u{2028}" || scalar == "\u{2029}"
        }
        #expect(acting.isEmpty)
    }

    @Test func jsonIsReadBackAsItWas() async throws {
        let text = try await HostileBackend.report(.json)
        #expect(text.contains("\\u202etail"))
        let report = try Report(json: text.utf8)
        #expect(try report.json() == text)
        let failure = try #require(report.runs[0].cases[1].failure)
        #expect(failure.input == "db.drop_record('raise')")
        #expect(failure.expected == "'nothing ]]> of the kind'")
        #expect(failure.actual.contains(HostileBackend.text))
        #expect(failure.source == Report.Location(file: "page.md", line: 11))
        #expect(report.runs[0].standardError == HostileBackend.text)
    }

    @Test(arguments: [
        ("{", "it is not JSON: "), (#"{"format":"other"}"#, "format: expected taskdb-report/1, found other"),
        ("{}", "format: missing"),
        (#"{"format":"taskdb-report/1"}"#, "suite: missing"),
    ])
    func whatIsNoReportIsAnError(_ text: String, _ message: String) {
        let error = #expect(throws: ReportError.self) { try Report(json: text.utf8) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (#""warned""#, #""waned""#, "runs[0].cases[4].outcome: expected one of passed, failed, warned, "),
        (#""must""#, "null", "runs[0].cases[0].level: expected a string"),
        (#""verdict""#, #""verdict-""#, "runs[0].verdict: missing"),
        (#""seconds":"#, #""seconds": -1, "was":"#, "runs[0].seconds: expected a number of seconds from 0 to "),
        (#""seconds":"#, #""seconds": 1e300, "was":"#, "runs[0].seconds: expected a number of seconds from 0 to "),
    ])
    func anErrorInAReportHasItsPlace(_ text: String, _ replacement: String, _ message: String) async throws {
        let spoiled = try await HostileBackend.report(.json).replacing(text, with: replacement)
        let error = #expect(throws: ReportError.self) { try Report(json: spoiled.utf8) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func unknownMembersAreIgnored() async throws {
        let text = try await HostileBackend.report(.json).replacing("\"error\":", with: "\"mishap\":")
        #expect(try Report(json: text.utf8).runs[0].error == nil)
    }

    @Test func junitFitsItsSchema() async throws {
        _ = try await write(.junit)
        let schema = Program.project.appending(path: "Conformance/schemas/junit.xsd").path
        _ = try await read(["xmllint", "--noout", "--schema", schema])
    }

    @Test func junitHasEveryOutcome() async throws {
        _ = try await write(.junit)
        let output = try await read([Tool.python, Tool.fixture("read_junit.py")])
        #expect(
            output.hasPrefix(
                """
                suite Ho|st#ile:,<&\u{FFFD} 1%: page tests=5 failures=1 errors=1 skipped=1 file=page.md
                passes
                fails failure must raised ValueError: \(HostileBackend.shown.replacing("\n", with: " "))
                | page.md:11
                | >>> db.drop_record('raise')
                | - 'nothing ]]> of the kind'

                """))
        for line in HostileBackend.shown.split(separator: "\n") { #expect(output.contains(line)) }
        #expect(output.contains("does-not-apply skipped None needs the capability glob"))
        #expect(output.contains("is-not-run error not run drop_record: ]]>"))
        #expect(output.contains("is-warned-of system-out"))
    }

    @Test func tapIsReadByPerl() async throws {
        _ = try await write(.tap)
        let output = try await read(["perl", Tool.fixture("read_tap.pl")])
        #expect(
            output == """
                plan 1..5
                ok 1 page/passes
                not ok 2 page/fails
                  line 11
                  severity fail
                ok 3 page/does-not-apply SKIP needs the capability glob
                not ok 4 page/is-not-run
                  line 22
                  severity error
                ok 5 page/is-warned-of
                  line 30
                  severity warning
                problems 0
                plan 1..1
                not ok 1 Ho|st#ile:,<&\u{FFFD} 1% nonconformant
                problems 0

                """)
    }

    @Test func jsonFitsItsSchemaAndLosesNothing() async throws {
        _ = try await write(.json)
        let schema = Program.project.appending(path: "Conformance/schemas/report.schema.json").path
        let output = try await read([Program.peerPython, Tool.fixture("read_report.py"), schema])
        #expect(
            output == """
                nonconformant {'failed': 1, 'known': 0, 'not_applicable': 1, 'not_run': 1, 'passed': 1, 'warned': 1}
                page/passes must passed page.md:4
                page/fails must failed page.md:11
                page/does-not-apply must not-applicable page.md:15
                page/is-not-run must not-run page.md:22
                page/is-warned-of should warned page.md:30

                """)
    }

    @Test func githubsCommandsAreOneLineEach() async throws {
        let text = try await write(.github)
        let output = try await read([Tool.python, Tool.fixture("read_github.py")])
        #expect(text.split(separator: "\n").count == 4)
        let title = "Ho|st#ile:,<&\u{FFFD} 1%: page/fails failed"
        // The author has no file page.md.
        #expect(output.hasPrefix("error \(title)\n| page.md:11\n| >>> db.drop_record('raise')\n"))
        #expect(output.contains("\nwarning Ho|st#ile:,<&\u{FFFD} 1%: page/is-warned-of warned\n"))
        let notRun = "\nerror Ho|st#ile:,<&\u{FFFD} 1%: page/is-not-run not run\n| page.md:22\n"
        #expect(output.contains(notRun + "| >>> db.drop_record('die')\n| drop_record: "))
        for line in HostileBackend.shown.split(separator: "\n") { #expect(output.contains(line)) }
        let verdict = "notice Ho|st#ile:,<&\u{FFFD} 1%: not conformant\n"
        #expect(output.hasSuffix(verdict + "| 1 passed, 1 failed, 1 warned, 1 not applicable, 1 not run\n"))
    }

    @Test func markdownHasATableAndFencesThatHold() async throws {
        let text = try await write(.markdown)
        let output = try await read([Tool.python, Tool.fixture("read_markdown.py")])
        #expect(output == "backends 1\nfences 3 closed\ndetails 1 closed\n")
        #expect(text.contains("| Ho\\|st\\#ile:,&lt;&amp;\u{FFFD} 1% | ❌ not conformant | 1 | 1 | 1 | 0 | 0 | 1 | 1 |"))
    }
}
