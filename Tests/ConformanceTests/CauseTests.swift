import Conformance
import Foundation
import Reports
import Specification
import Testing

/// One fault that makes many cases fail is said once, with the cases that it explains.
@Suite(.serialized) struct CauseTests {
    @Test(arguments: [
        (FlawedBackend.Flaw.none, "", [String]()),
        (.keepsRecords, "`open` does not empty the database", ["page/dated", "page/empty"]),
        (.shiftsDates, "dates come back 330 minutes earlier than they went in", ["page/dated"]),
        (.readsLatin1, "text in UTF-8 is read as Latin-1", ["page/added"]),
        (.keepsNothing, "a record that was added is not there", ["page/added", "page/dated", "page/never"]),
    ])
    func `a fault explains the cases that pass without it`(
        flaw: FlawedBackend.Flaw, message: String, cases: [String]
    ) async {
        let run = await FlawedBackend.run(flaw)
        #expect(run.causes.count == (cases.isEmpty ? 0 : 1), "\(run.causes)")
        #expect(run.causes.first?.message.hasPrefix(message) ?? message.isEmpty, "\(run.causes)")
        #expect(run.causes.first?.cases ?? [] == cases)
        #expect(run.verdict == .nonconformant)
    }

    @Test(arguments: [
        (#"write(b'opening tasks.db\n'); reply(None)"#, "something other than replies is written to standard output"),
        (
            #"write(b'{"jsonrpc":"2.0","id":5,"error":{"code":-32000,"message":"no"}}\n')"#,
            "exceptions have no type"
        ),
        (
            #"write(b'{"jsonrpc":"2.0","id":5,"error":{"code":-32603,"message":"no"}}\n')"#,
            "exceptions have no type"
        ),
    ])
    func `a fault of the messages is seen in the errors`(trouble: String, message: String) async {
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: trouble), findsCauses: true)
        #expect(run.causes.map(\.cases) == [["page/trouble"]])
        #expect(run.causes.first?.message.hasPrefix(message) == true, "\(run.causes)")
    }

    @Test func `the report says it once, and the rest case by case`() async throws {
        let run = Report.Run(await FlawedBackend.run(.keepsRecords))
        let report = Report(FlawedBackend.suite, [run])
        let text = try ReportFormat.pretty.writer(FlawedBackend.suite).text(report)
            .replacing(/\([0-9.]+ s\)/, with: "(… s)")
        #expect(
            text == """
                Flawed 1
                  backend  flawed
                  declares recording

                CAUSE `open` does not empty the database: a record added before it is still
                found after it
                    explains 2 cases, not shown one by one: page/dated, page/empty
                    the first, at page.md:14:
                      >>> db.add_record('a', new_record('a', submitted=datetime(2012, 1, 18, 2, tzinfo=timezone.utc)))
                      - (nothing)
                      + Traceback (most recent call last):
                      +     ...
                      + KeyError: "a record with msg_id 'a' is held already"
                      raised KeyError: "a record with msg_id 'a' is held already"

                FAILED page/never  page.md:29
                  must page/answers
                    A backend must answer.

                    >>> 1 + 1
                    - 3
                    + 2
                    the values differ
                  run it alone: taskdb test --run page/never -- ./flawed

                  page  1 passed, 3 failed

                  by rule, what failed:
                    must page/answers: dated, empty, never

                Flawed is not conformant: 1 passed, 3 failed (… s)

                """)
        #expect(try Report(json: report.json().utf8).runs[0].causes == run.causes)
        let annotations = try ReportFormat.github.writer(FlawedBackend.suite).text(report)
        #expect(annotations.hasPrefix("::error title=Flawed 1%3A 2 cases explained by one cause::page.md:14%0A`open`"))
        let markdown = try ReportFormat.markdown.writer(FlawedBackend.suite).text(report)
        #expect(markdown.contains("#### 2 cases explained by one cause\n\n\\`open\\` does not empty"))
    }

    @Test func `the operands of a comparison are shown`() async throws {
        let run = Report.Run(await FlawedBackend.run(.readsLatin1))
        let failure = try #require(run.cases.first?.failure)
        #expect(failure.reason == "the values differ")
        #expect(
            failure.operands == "expected db.get_record('a')['label'] == 'caf\u{E9}'; "
                + "db.get_record('a')['label'] is 'caf\u{C3}\u{A9}'")
    }

    /// GitHub shows an annotation beside a file of the repository.
    @Test func `an annotation points at a file that the author has`() throws {
        let file = "Package.swift"
        try #require(FileManager.default.fileExists(atPath: file), "the tests run in the project's folder")
        let failed = Report.CaseReport(
            id: "page/x", rules: [], level: .must, outcome: .failed, source: Report.Location(file: "page.md", line: 3))
        func annotation(_ spec: String, _ arguments: [String]) throws -> String {
            let run = Report.Run(backend: Report.Backend(spec: spec, arguments: arguments), cases: [failed])
            return try ReportFormat.github.writer(.fourCases).text(Report(.fourCases, [run]))
        }
        #expect(
            try annotation("x", ["--", "sh", "-c", "exec ./\(file) --x"]).hasPrefix("::error file=\(file),line=1,"))
        let spec = "python:Conformance.adapters.python.taskdb_adapter:X?a=1"
        let adapter = "Conformance/adapters/python/taskdb_adapter.py"
        #expect(try annotation(spec, ["--backend", spec]).hasPrefix("::error file=\(adapter),line=1,"))
        #expect(try annotation("dictdb", ["--backend", "dictdb"]).hasPrefix("::error title="))
    }
}
