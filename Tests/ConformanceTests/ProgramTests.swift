import Foundation
import TestSupport
import Testing

/// The program itself, with backends that go wrong.
@Suite(.serialized) struct ProgramTests {
    @Test(.timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM, SIGHUP])
    func anInterruptedRunTellsWhatItHasAndLeavesNothing(_ signal: Int32) async throws {
        let token = "taskdb-interrupted-\(UUID().uuidString)"
        let hang = """
            answer = reply
            def reply(result):
                if request["method"] == "open":
                    start_child()
                    time.sleep(1000)
                answer(result)
            """
        let program = try RunningProgram(
            [Program.taskdb, "test", "--timeout", "60", "--backend", "dictdb", "--"]
                + Tool.backend(start: hang, token: token))
        while !Processes.exist(with: "time.sleep(1000)\n\(token)") { try await Task.sleep(for: .milliseconds(20)) }

        program.send(signal)
        let status = try #require(await program.status(within: .seconds(5)), "the program did not end")
        #expect(status == 2)
        #expect(program.output.contains("DictDB is conformant"))
        #expect(program.output.contains("the run was interrupted"))
        #expect(await Processes.areGone(with: token), "a process is left behind")
    }

    /// A report that nobody reads is waited for.
    @Test(.timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM, SIGHUP], [false, true])
    func aProgramThatHasJudgedIsEndedBySignals(_ signal: Int32, wasInterrupted: Bool) async throws {
        let folder = try TemporaryFolder()
        let pipe = folder.url.appending(path: "pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let token = "taskdb-ended-\(UUID().uuidString)"
        let backend = wasInterrupted ? Tool.backend(start: "start_child(); time.sleep(1000)", token: token) : ["true"]
        let program = try RunningProgram(
            [Program.taskdb, "test", "--timeout", "60", "--report", "json=\(pipe)", "--"] + backend)
        if wasInterrupted {
            while !Processes.exist(with: "time.sleep(1000)\n\(token)") { try await Task.sleep(for: .milliseconds(20)) }
            program.send(signal)
        }
        while !program.output.contains("inconclusive: ") { try await Task.sleep(for: .milliseconds(20)) }
        try await Task.sleep(for: .milliseconds(100))

        program.send(signal)
        #expect(await program.status(within: .seconds(5)) == signal, "the program did not end")
    }

    @Test(arguments: [
        (["/nowhere/backend"], "`/nowhere/backend` could not be started: there is no such file"),
        (["sh", "-c", "exit 3"], "the backend ended with exit status 3 instead of answering"),
    ])
    func aBackendThatDoesNotStartLeavesTheVerdictOpen(_ command: [String], _ reason: String) async throws {
        let program = try RunningProgram([Program.taskdb, "test", "--"] + command)
        #expect(await program.status(within: .seconds(30)) == 2)
        // Lines are broken to fit a terminal.
        #expect(program.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(reason))
    }

    @Test func aLineOf200MegabytesIsNotKept() async throws {
        let usual = try await peak(Tool.backend(start: "os._exit(1)"))
        let start = "write(b'\"'); [write(b'x' * (1 << 20)) for _ in range(200)]; write(b'\"\\n')"
        let flooded = try await peak(Tool.backend(start: start))
        #expect(usual.status == 2)
        #expect(flooded.status == 2)
        #expect(flooded.megabytes - usual.megabytes < 150)
    }

    private func peak(_ command: [String]) async throws -> (status: Int, megabytes: Int) {
        let measure = [Tool.python, Tool.fixture("measure.py"), Program.taskdb, "test", "--"]
        let program = try RunningProgram(measure + command)
        #expect(await program.status(within: .seconds(60)) == 0)
        let numbers = program.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(numbers.count == 2)
        return (numbers[0], numbers[1])
    }
}
