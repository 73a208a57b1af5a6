import Foundation
import TestSupport
import Testing

/// What this project writes for other tools fits the schemas it ships; each is checked by an independent validator.
@Suite struct SchemaTests {
    static let schemas = Program.project.appending(path: "Conformance/schemas")

    /// Validates the JSON lines of a file against a schema, each against the definition that is named before it.
    private static let validate = """
        import json, sys, jsonschema_rs
        schema = json.load(open(sys.argv[1]))
        jsonschema_rs.meta.validate(schema)
        count = 0
        validators = {}
        for line in open(sys.argv[2]):
            definition, message = line.split("\\t", 1)
            if definition not in validators:
                part = {"$ref": "#/$defs/" + definition, "$defs": schema["$defs"]} if definition else schema
                validators[definition] = jsonschema_rs.Draft202012Validator(part)
            validators[definition].validate(json.loads(message))
            count += 1
        print(count)
        """

    private func validated(_ lines: [String], by schema: String) async throws -> Program {
        let folder = try TemporaryFolder()
        try folder.write(lines.map { $0 + "\n" }.joined(), to: "lines")
        let file = Self.schemas.appending(path: schema).path
        return try await Program.run([Program.peerPython, "-c", Self.validate, file, "lines"], in: folder.url)
    }

    @Test func `the exported suite is fresh and fits`() async throws {
        let file = Program.project.appending(path: "Conformance/suite.json")
        let pages = Program.project.appending(path: "Docs").path
        let check = try await Program.taskdb(["docs", "check", "--docs", pages])
        #expect(check.status == 0, "\(check.error)")
        let text = try String(contentsOf: file, encoding: .utf8).replacing("\n", with: " ")
        let program = try await validated(["\t" + text], by: "suite.schema.json")
        #expect(program.output == "1\n", "\(program.error)")
    }

    @Test func `a stale export is an error`() async throws {
        let folder = try TemporaryFolder()
        let pages = Program.project.appending(path: "Docs").path
        try folder.write("{}\n", to: "suite.json")
        let check = try await Program.taskdb(
            ["docs", "check", "--docs", pages, "--export", "suite.json"], in: folder.url)
        #expect(check.status == 1)
        #expect(check.error.hasPrefix("suite.json:1:1: error: this file is not up to date with the pages\n"))
    }

    /// A whole run over the protocol, listened to.
    @Test(arguments: [
        "taskdb host dictdb", "taskdb host nodb", "node javascript/memory_backend.js",
        "python3 python/taskdb_adapter.py ./smalldb.py:SmallDB",
    ])
    func `every message of a run fits the protocol's schema`(command: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            import json, subprocess, sys
            child = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            log = open(sys.argv[1], "w")
            for request in sys.stdin.buffer:
                child.stdin.write(request)
                child.stdin.flush()
                reply = child.stdout.readline()
                method = json.loads(request)["method"]
                kind = "error.reply" if "error" in json.loads(reply) else method + ".reply"
                print(method + ".request", request.decode().strip(), sep="\\t", file=log)
                print(kind, reply.decode().strip(), sep="\\t", file=log)
                log.flush()
                sys.stdout.buffer.write(reply)
                sys.stdout.buffer.flush()
                if method == "shutdown":
                    break
            """, to: "listen.py")
        try folder.write(PythonBackend.correct, to: "smalldb.py")
        let adapters = Program.project.appending(path: "Conformance/adapters").path
        let words = command.split(separator: " ").map { word in
            word.hasPrefix("java") || word.hasPrefix("python/") ? "\(adapters)/\(word)" : String(word)
        }
        let judged = try await Program.taskdb(
            ["test", "--run", "parallel_db/**", "--", "python3", "listen.py", "log"] + words, in: folder.url)
        #expect(judged.status == 0, "\(judged.output)")
        let lines = try String(contentsOf: folder.url.appending(path: "log"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        #expect(lines.count > 50)
        let program = try await validated(lines, by: "protocol.schema.json")
        #expect(program.output == "\(lines.count)\n", "\(program.error)")
    }
}
