import Foundation
import TestSupport
import Testing

/// `taskdb test --known-failures`.
@Suite struct KnownFailuresProgramTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "taskdb-known-\(UUID().uuidString)")

    private func run(_ list: String?, _ more: [String]) async throws -> (status: Int32?, program: RunningProgram) {
        if let list { try Data(list.utf8).write(to: file) }
        let program = try RunningProgram(
            [Program.taskdb, "test", "--run", "get-unknown", "--backend", "dictdb", "--known-failures", file.path]
                + more)
        return (await program.status(within: .seconds(60)), program)
    }

    private func removeFile() { try? FileManager.default.removeItem(at: file) }

    @Test func anUnexpectedPassFailsTheRun() async throws {
        defer { removeFile() }
        let (status, program) = try await run("parallel_db/get-unknown\n", [])
        #expect(status == 1)
        #expect(
            program.error == """
                \(file.path):1:1: error: parallel_db/get-unknown is listed, but DictDB 0.1.0 passes it
                    1 | parallel_db/get-unknown
                      | ^~~~~~~~~~~~~~~~~~~~~~~
                      = note: remove the line

                """)
    }

    @Test func rewritingMendsTheList() async throws {
        defer { removeFile() }
        let (status, program) = try await run("# kept\nparallel_db/get-unknown\n", ["--update-known-failures"])
        #expect(status == 0, "\(program.error)")
        #expect(try String(contentsOf: file, encoding: .utf8) == "# kept\n")
    }

    @Test func rewritingKeepsLineEndsAndTheByteOrderMark() async throws {
        defer { removeFile() }
        let (status, program) = try await run(
            "\u{FEFF}# kept\r\nparallel_db/get-unknown\r\n", ["--update-known-failures"])
        #expect(status == 0, "\(program.error)")
        #expect(try Data(contentsOf: file) == Data("\u{FEFF}# kept\r\n".utf8))
    }

    @Test(arguments: [[0x23, 0xFF, 0xFE, 0x0A], [0x23, 0x00, 0x0A]] as [[UInt8]])
    func whatIsNoTextIsNotRewritten(_ bytes: [UInt8]) async throws {
        defer { removeFile() }
        try Data(bytes).write(to: file)
        let (status, program) = try await run(nil, ["--update-known-failures"])
        #expect(status == 64)
        #expect(program.error.contains("\(file.path) cannot be updated: it is not UTF-8 text"))
        #expect(try Data(contentsOf: file) == Data(bytes))
    }

    @Test(.timeLimit(.minutes(1))) func manyUnknownNamesAreToldSoon() async throws {
        defer { removeFile() }
        let list = (0..<30_000).map { "parallel_db/x\($0)\n" }.joined()
        let start = ContinuousClock.now
        let (status, program) = try await run(list, [])
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(status == 1)
        #expect(program.error.contains("there is no case parallel_db/x29999"))
    }

    @Test func aListThatIsNotThereIsAMistake() async throws {
        let (status, program) = try await run(nil, [])
        #expect(status == 64)
        #expect(program.error.contains("the known failures in \(file.path) cannot be read: there is no such file"))
    }
}
