import FoundationEssentials
import TestSupport
import Testing

/// `taskdb fuzz`, as a user runs it.
@Suite(.timeLimit(.minutes(2))) struct FuzzCommandTests {
    private static func fuzz(_ backend: String..., options: String...) async throws -> Program {
        let adapter = Program.project.appending(path: "Conformance/adapters/python/taskdb_adapter.py").path
        return try await Program.taskdb(["fuzz"] + options + ["--", Program.peerPython, adapter] + backend)
    }

    @Test func `nothing is found in the reference, and the seed is told`() async throws {
        let program = try await Program.taskdb(["fuzz", "--runs", "50", "--steps", "10", "--seed", "7"])
        #expect(program.status == 0)
        #expect(program.output.hasPrefix("dictdb: no difference\n50 sequences of 10 operations, "))
        #expect(program.output.hasSuffix("--seed 7\n"))
    }

    @Test func `a difference is told as a case that fits on a page`() async throws {
        let program = try await Self.fuzz("ipyparallel.controller.dictdb:DictDB", options: "--seed", "2")
        #expect(program.status == 1)
        #expect(program.output.contains(" differs from the specification after 2 operations:\n\n<!-- case: found-1"))
        #expect(program.output.contains("```pycon\n>>> db.add_record("))
        #expect(program.output.contains("expected: None, and no error\nactual:   TypeError: "))
    }

    @Test func `a backend that does not answer is told of with what it was asked`() async throws {
        let program = try await Self.fuzz(
            "ipyparallel.controller.dictdb:DictDB", options: "--seed", "1", "--timeout", "2")
        #expect(program.status == 2)
        #expect(program.output.contains(" could not be run any further: add_record: no reply within 2 s"))
        #expect(program.output.contains("What it was asked:\n\n# opened with {'size_limit': 1}\n>>> db.add_record("))
    }
}
