import Foundation
import TestSupport
import Testing
import Wire

/// `taskdb test` as its users meet it.
@Suite struct TestCommandTests {
    static let statuses: [(arguments: String, status: Int32)] = [
        ("test", 0), ("test --backend dictdb", 0), ("test --run find-* --backend nodb", 2),
        ("test --run no-such-case", 2),
        ("test --backend dictdbx", 64), ("test --timeout 0", 64), ("test --backend dictdb?record_limit=x", 64),
        ("test --report html", 64), ("test --docs /nowhere", 64), ("test -- /no/such/program", 2), ("test -- true", 2),
        ("test --backend dictdb --", 64), ("fuzz --runs 1 --", 64), ("nonsense", 64), ("--help", 0), ("--version", 0),
        ("test --help", 0), ("list", 0), ("list --rules", 0),
        ("docs check", 0),
    ]

    @Test(arguments: statuses)
    func `exit status`(arguments: String, status: Int32) async throws {
        let folder = try TemporaryFolder()
        let program = try await Program.taskdb(arguments.split(separator: " ").map(String.init), in: folder.url)
        #expect(program.status == status, "\(program.output)\(program.error)")
    }

    @Test(arguments: [["test", "--"], ["test", "--", ""], ["fuzz", "--"], ["fuzz", "--", ""]])
    func `two dashes without a program judge nothing`(arguments: [String]) async throws {
        let program = try await Program.taskdb(arguments)
        #expect(program.status == 64)
        #expect(program.output.isEmpty)
        #expect(program.error.contains("`--` needs the name of a program after it"), "\(program.error)")
    }

    @Test func `the version names the suite, as reports do`() async throws {
        let version = try await Program.taskdb(["--version"])
        let report = try await Program.taskdb(["test", "--run", "parallel_db/get-unknown", "--report", "json"])
        let lines = version.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first == "taskdb 0.1.0")
        let digest = try #require(lines.last?.split(separator: " ").last)
        #expect(digest.count > 60)
        #expect(report.output.contains(digest))
    }

    @Test func `the verdicts are shown, without colour where no terminal is`() async throws {
        let program = try await Program.taskdb(["test"])
        #expect(program.output.contains("DictDB is conformant: "))
        #expect(program.output.contains("NoDB is conformant: "))
        #expect(!program.output.contains("\u{1B}"))
        #expect(program.error.isEmpty)
    }

    @Test func `a small backend in Python is conformant`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PythonBackend.correct, to: "smalldb.py")
        let program = try await Program.taskdb(["test", "--backend", "python:smalldb:SmallDB"], in: folder.url)
        #expect(program.status == 0, "\(program.output)")
        #expect(program.output.contains("SmallDB is conformant: "))
    }

    /// It works where the machine is in UTC.
    @Test func `a Python class that takes dates for those of this machine is found out`() async throws {
        let folder = try TemporaryFolder()
        let flawed = """

            import os
            from datetime import datetime, timezone
            class LocalDB(SmallDB):
                def add_record(self, msg_id, record):
                    super().add_record(msg_id, {
                        key: datetime.fromtimestamp(value.timestamp()).replace(tzinfo=timezone.utc)
                        if isinstance(value, datetime) else value for key, value in record.items()})
                def get_history(self):
                    assert os.environ["LC_ALL"] == "C"
                    return super().get_history()

            """
        try folder.write(PythonBackend.correct + flawed, to: "localdb.py")
        let program = try await Program.taskdb(
            ["test", "--backend", "python:localdb:LocalDB", "--run", "dates-*", "--run", "history-*"], in: folder.url,
            environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"])
        #expect(program.output.contains("LocalDB is not conformant: "), "\(program.output)")
        #expect(!program.output.contains("AssertionError"), "\(program.output)")
    }

    @Test func `a failure shows the rule and how to run the case alone`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PythonBackend.broken, to: "smalldb.py")
        let program = try await Program.taskdb(["test", "--backend", "python:smalldb:SmallDB"], in: folder.url)
        #expect(program.status == 1)
        #expect(program.output.contains("FAILED parallel_db/gt-date  Docs/operators.md:"))
        #expect(program.output.contains("must parallel_db/op-gt\n"))
        #expect(
            program.output.contains(
                "run it alone: taskdb test --backend python:smalldb:SmallDB --run parallel_db/gt-date"))
        #expect(program.output.contains("SmallDB is not conformant: "))
        let alone = try await Program.taskdb(
            ["test", "--backend", "python:smalldb:SmallDB", "--run", "parallel_db/gt-date"], in: folder.url)
        #expect(alone.status == 1)
    }

    @Test(arguments: [
        ("python:nosuchmodule:X", "nosuchmodule"), ("python:smalldb:NoSuch", "NoSuch"),
        ("python:smalldb:DATES", "DATES"),
    ])
    func `a class that cannot be hosted is named`(spec: String, name: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(PythonBackend.correct, to: "smalldb.py")
        let program = try await Program.taskdb(["test", "--backend", spec], in: folder.url)
        #expect(program.status == 2)
        #expect(program.output.contains("the backend did not start: initialize: "), "\(program.output)")
        #expect(program.output.contains(name))
    }

    @Test func `a backend that prints is judged like any other`() async throws {
        let folder = try TemporaryFolder()
        let noisy = PythonBackend.correct.replacing(
            "return copy.deepcopy(self.records[msg_id])",
            with: "print('noise'); return copy.deepcopy(self.records[msg_id])")
        try folder.write("print('hello')\n" + noisy, to: "smalldb.py")
        let program = try await Program.taskdb(
            ["test", "--backend", "python:smalldb:SmallDB", "--skip", "size-*"], in: folder.url)
        #expect(program.status == 0, "\(program.output)")
    }

    @Test func `patterns come from a file, too`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("# ranges\ngt-*\n\n  gte-*  \n", to: "patterns.txt")
        let program = try await Program.taskdb(
            ["test", "--backend", "dictdb", "--run", "@patterns.txt", "--skip", "gt-date", "--report", "json"],
            in: folder.url)
        let report = try JSON(parsing: Array(program.output.utf8))
        guard case .array(let runs)? = report["runs"], case .array(let cases)? = runs.first?["cases"] else {
            Issue.record("no cases in \(program.output)")
            return
        }
        let names = cases.compactMap { if case .string(let id)? = $0["id"] { id } else { nil } }
        #expect(names.count > 2)
        #expect(names.allSatisfy { $0.hasPrefix("parallel_db/gt") && $0 != "parallel_db/gt-date" })
    }

    @Test(arguments: [
        ("--run @nosuch", "the patterns in nosuch cannot be read: there is no such file"),
        ("--run @.", "the patterns in . cannot be read: it is a folder, not a file"),
        ("--run ''", "--run and --skip need a pattern"), ("--skip ''", "--run and --skip need a pattern"),
        ("--timeout 1e308", "--timeout needs a number of seconds above 0 and below 1000000000"),
        ("--timeout nan", "--timeout needs a number of seconds above 0 and below 1000000000"),
        ("--docs ''", "--docs needs the name of a folder"),
        ("--known-failures .", "the known failures in . cannot be read: it is a folder, not a file"),
    ])
    func `what cannot be used is an error in words`(options: String, message: String) async throws {
        let program = try await Program.run(["sh", "-c", "taskdb test \(options)"])
        #expect(program.error.contains(message), "\(program.error)")
        #expect(program.status == 64)
    }

    @Test(arguments: [
        ("test --strict ./x.rb --its-option", "taskdb test --strict -- ./x.rb --its-option"),
        ("test node backend.js", "taskdb test -- node backend.js"), ("fuzz ./x.rb", "taskdb fuzz -- ./x.rb"),
        ("test --backend ./x.rb", "taskdb test -- ./x.rb"), ("test --backend mydb:MyDB", "python:mydb:MyDB"),
        (
            "test --backend python:mydb:MyDB --profile non-recording",
            "taskdb test --backend 'python:mydb:MyDB?profile=non-recording'"
        ),
    ])
    func `what was probably meant is suggested`(arguments: String, suggestion: String) async throws {
        let folder = try TemporaryFolder()
        let program = try await Program.run(
            ["sh", "-c", "echo '#!/bin/sh' >x.rb; chmod +x x.rb; exec taskdb \(arguments)"], in: folder.url)
        #expect(program.error.contains(suggestion), "\(program.error)")
        #expect(program.status == 64)
    }

    @Test func `an error that is not about programs suggests none`() async throws {
        let program = try await Program.taskdb(["test", "--nosuch"])
        #expect(!program.error.contains("comes after `--`"), "\(program.error)")
        #expect(program.status == 64)
    }

    @Test func `many names are a list, many patterns are refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write((0..<200_000).map { "no-\($0)\n" }.joined() + "get-unknown\n", to: "names")
        try folder.write((0...1000).map { "no-\($0)*\n" }.joined(), to: "patterns")
        let names = try await Program.taskdb(["test", "--backend", "dictdb", "--run", "@names"], in: folder.url)
        #expect(names.error.contains("no-0"), "\(names.error.prefix(300))")
        let patterns = try await Program.taskdb(["test", "--run", "@patterns"], in: folder.url)
        #expect(patterns.status == 64)
        #expect(patterns.error.contains("patterns holds more than 1000 patterns with *"), "\(patterns.error)")
    }

    @Test func `patterns come from a pipe, too`() async throws {
        let program = try await Program.run(
            ["sh", "-c", "echo get-unknown | taskdb test --backend dictdb --run @/dev/fd/0 --report tap"])
        #expect(program.output.contains("parallel_db/get-unknown"), "\(program.error)")
        #expect(program.status == 0)
    }

    @Test func `the JSON report fits its schema`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PythonBackend.broken, to: "smalldb.py")
        _ = try await Program.taskdb(
            [
                "test", "--backend", "python:smalldb:SmallDB", "--backend", "nodb", "--skip", "size-*",
                "--report", "json=report.json", "--", "/no/such/program",
            ], in: folder.url)
        let script = """
            import json, sys, jsonschema
            schema, report = (json.load(open(path)) for path in sys.argv[1:])
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(report, schema)
            print(*[run["verdict"] for run in report["runs"]])
            """
        let schema = Program.project.appending(path: "Conformance/schemas/report.schema.json").path
        let check = try await Program.run([Program.peerPython, "-c", script, schema, "report.json"], in: folder.url)
        #expect(check.output == "nonconformant conformant inconclusive\n", "\(check.error)")
    }
}
