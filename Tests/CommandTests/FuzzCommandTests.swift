import FoundationEssentials
import TestSupport
import Testing

/// `taskdb fuzz`, as a user runs it.
@Suite(.timeLimit(.minutes(3))) struct FuzzCommandTests {
    private static func fuzz(_ backend: String..., options: String...) async throws -> Program {
        let adapter = Program.project.appending(path: "Conformance/adapters/python/taskdb_adapter.py").path
        return try await Program.taskdb(["fuzz"] + options + ["--", Program.peerPython, adapter] + backend)
    }

    @Test func `nothing is found in the reference, and the seed is shown`() async throws {
        let program = try await Program.taskdb(["fuzz", "--runs", "50", "--steps", "10", "--seed", "7"])
        #expect(program.status == 0)
        #expect(program.output.hasPrefix("dictdb: no difference\n50 sequences of 10 operations, "))
        #expect(program.output.hasSuffix("--seed 7\n"))
    }

    @Test func `a difference is shown as a case that fits on a page`() async throws {
        let program = try await Self.fuzz("ipyparallel.controller.dictdb:DictDB", options: "--seed", "2")
        #expect(program.status == 1)
        #expect(program.output.contains(" differs from the specification after 2 operations:\n\n<!-- case: found-1"))
        #expect(program.output.contains("```pycon\n>>> db.add_record("))
        #expect(program.output.contains("expected: None, and no error\nactual:   TypeError: "))
        #expect(program.output.contains("\nrule:     parallel_db/"))
    }

    @Test func `a backend that does not answer is reported with its requests`() async throws {
        let folder = try TemporaryFolder()
        let methods = [
            "add_record", "get_record", "update_record", "drop_record", "drop_matching_records", "find_records",
            "get_history",
        ]
        let lines =
            ["import time", "class Hangs:", "    capabilities = []"]
            + methods.map { "    def \($0)(self, *arguments): time.sleep(3600)" }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "hangs.py")
        let path = folder.url.appending(path: "hangs.py").path
        let program = try await Self.fuzz("\(path):Hangs", options: "--seed", "1")
        #expect(program.status == 2)
        #expect(
            program.output.contains(": no reply within 10 s; the backend was killed\n\nThe requests:\n\n>>> db."))
    }
    @Test func `what a backend dies of is made as small as it can be`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            import os
            class Dies:
                profile = 'non-recording'
                def add_record(self, msg_id, record): self.last = msg_id
                def update_record(self, msg_id, record): pass
                def drop_record(self, msg_id): pass
                def drop_matching_records(self, check): pass
                def get_record(self, msg_id): raise KeyError(msg_id)
                def find_records(self, check, keys=None): raise KeyError()
                def get_history(self):
                    if hasattr(self, 'last'): os._exit(3)
                    raise KeyError()
            """, to: "dies.py")
        let path = folder.url.appending(path: "dies.py").path
        let program = try await Self.fuzz("\(path):Dies", options: "--seed", "1")
        #expect(program.status == 2)
        let asked = program.output.split(separator: "\n").filter { $0.hasPrefix(">>>") }
        #expect(asked.count == 2, "\(program.output)")
        #expect(asked.first?.hasPrefix(">>> db.add_record('") == true)
        #expect(asked.last == ">>> db.get_history()")
    }

    @Test func `how a backend ends is a note`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            import os, sys
            class Ends:
                profile = 'non-recording'
                def refuse(self, *arguments): raise KeyError()
                def accept(self, *arguments): pass
                add_record = update_record = drop_record = drop_matching_records = accept
                get_record = find_records = get_history = refuse
            import atexit
            atexit.register(lambda: os._exit(9))
            """, to: "ends.py")
        let path = folder.url.appending(path: "ends.py").path
        let program = try await Self.fuzz("\(path):Ends", options: "--runs", "3")
        #expect(
            program.output.hasSuffix("\nnote: shutdown: it answered but then ended with exit status 9 instead of 0\n"))
        #expect(program.status == 0)
    }
}
