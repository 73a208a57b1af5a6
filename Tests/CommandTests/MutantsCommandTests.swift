import Foundation
import TestSupport
import Testing

/// `taskdb mutants` and `taskdb fuzz`, as a user runs and interrupts them.
@Suite(.timeLimit(.minutes(3))) struct MutantsCommandTests {
    @Test func `a command that runs nothing has no JSON`() async throws {
        let program = try await Program.taskdb(["mutants", "--list", "--json"])
        #expect(program.status == 64)
        #expect(program.error.contains("--json needs a run; --list runs nothing"))
    }

    @Test(arguments: [[], ["--fuzz"]])
    func `an interrupted run accuses no mutant`(_ options: [String]) async throws {
        let program = try RunningProgram([Program.taskdb, "mutants"] + options)
        try await program.waitUntilItHandles(SIGTERM)
        program.send(SIGTERM)
        #expect(await program.status(within: .seconds(30)) == 2)
        #expect(program.error.contains("the run was interrupted: "))
        #expect(!program.output.contains("SURVIVED"))
        #expect(!program.output.contains("MISSED"))
    }

    @Test func `a signal that is ignored from the start stays ignored`() async throws {
        let command = "trap '' HUP; exec \"$0\" fuzz --runs 100000000 --steps 5"
        let program = try RunningProgram(["sh", "-c", command, Program.taskdb])
        try await program.waitUntilItHandles(SIGTERM)
        program.send(SIGHUP)
        #expect(await program.status(within: .seconds(1)) == nil, "the signal ended the program")
        program.send(SIGTERM)
        #expect(await program.status(within: .seconds(30)) == 0)
    }

    @Test func `interrupted fuzzing says so`() async throws {
        let program = try RunningProgram([Program.taskdb, "fuzz", "--runs", "100000000"])
        try await program.waitUntilItHandles(SIGTERM)
        program.send(SIGTERM)
        #expect(await program.status(within: .seconds(30)) == 0)
        #expect(program.output.hasPrefix("dictdb: no difference until the run was interrupted\n"))
    }
}
