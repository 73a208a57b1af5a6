import Foundation
import TestSupport
import Testing

/// Output that cannot be written: each command reports the error, and none crashes.
@Suite struct OutputTests {
    static let commands = [
        "test", "test --report json", "list", "list --rules", "fuzz --runs 3", "mutants --list", "docs export",
        "docs check",
    ]

    @Test(arguments: commands)
    func `a full disk is reported`(command: String) async throws {
        let run = try await shell("taskdb \(command) >/dev/full")
        #expect(run.error == "Error: standard output cannot be written: No space left on device\n")
        #expect(run.status == 70)
    }

    @Test(arguments: commands)
    func `a closed output is reported, and no other file is taken for it`(command: String) async throws {
        let run = try await shell("taskdb \(command) >&-")
        #expect(run.error == "Error: standard output cannot be written: Bad file descriptor\n")
        #expect(run.status == 70)
    }

    /// The exit status is still that of the command.
    @Test(arguments: commands)
    func `output that nobody reads is dropped`(command: String) async throws {
        let run = try await shell("{ taskdb \(command); echo $? >&2; } | true")
        #expect(run.error == "0\n")
    }

    @Test(arguments: commands)
    func `the exit status is 70 where no message can be written`(command: String) async throws {
        let run = try await shell("taskdb \(command) >&- 2>&-")
        #expect(run.status == 70)
    }

    @Test func `the other reports are written where one cannot be`() async throws {
        let folder = try TemporaryFolder()
        let run = try await shell(
            "taskdb test --report junit=/dev/full --report tap=t --report json=j >/dev/full", in: folder)
        #expect(
            run.error == """
                Error: standard output cannot be written: No space left on device
                Error: the report cannot be written to /dev/full: No space left on device

                """)
        #expect(run.status == 70)
        #expect(try String(contentsOf: folder.url.appending(path: "t"), encoding: .utf8).hasPrefix("TAP version 14\n"))
        #expect(try String(contentsOf: folder.url.appending(path: "j"), encoding: .utf8).hasPrefix("{"))
    }

    @Test func `the report for people goes to one place`() async throws {
        let folder = try TemporaryFolder()
        let run = try await shell(
            "taskdb test --run get-unknown --report pretty=report.txt --report json=j", in: folder)
        #expect(run.output.isEmpty)
        let text = try String(contentsOf: folder.url.appending(path: "report.txt"), encoding: .utf8)
        #expect(text.contains("DictDB is conformant: 1 passed"))
    }

    @Test func `a summary for a step on GitHub is added to what is there`() async throws {
        let folder = try TemporaryFolder()
        let run = try await shell(
            """
            echo before >summary; export GITHUB_STEP_SUMMARY=$PWD/summary
            for name in dictdb nodb; do
                taskdb test --backend $name --run '*-unknown' --report markdown=summary --report markdown=other >out
            done
            cat summary; echo; cat other
            """, in: folder)
        let parts = run.output.components(separatedBy: "## Task database: ")
        #expect(parts.count == 4, "\(run.output)\(run.error)")
        #expect(parts.first == "before\n")
    }

    @Test(arguments: [
        ("json=nosuch/report.json", "there is no folder "), ("json=.", ". is a folder, not a file"),
        ("junit=/proc/1/x", "there is no permission to write into /proc/1"),
    ])
    func `a report that cannot be written is an error before anything is judged`(
        report: String, message: String
    ) async throws {
        let run = try await Program.taskdb(["test", "--report", report])
        #expect(run.error.contains("--report: \(message)"), "\(run.error)")
        #expect(run.output.isEmpty)
        #expect(run.status == 64)
    }

    @Test(arguments: [
        "test --report json=out/a --report junit=./out/../out/a", "test --report json=out/new --report tap=link/new",
        "test --report json=out/file --report tap=to-file",
    ])
    func `two reports to one file are refused before anything is judged`(command: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await shell(
            "mkdir out; ln -s out link; echo kept >out/file; ln -s out/file to-file; taskdb \(command)", in: folder)
        #expect(run.error.contains("two reports cannot go to one file"), "\(run.error)")
        #expect(run.output.isEmpty)
        #expect(run.status == 64)
        #expect(try String(contentsOf: folder.url.appending(path: "out/file"), encoding: .utf8) == "kept\n")
    }

    /// Both by name and as a stream that is open: what was there before is not lost.
    @Test func `a file that is no regular one is written through`() async throws {
        let folder = try TemporaryFolder()
        let run = try await shell(
            """
            mkfifo pipe; cat pipe >through & taskdb docs export -o pipe; wait
            echo before >stream; taskdb docs export -o /dev/fd/3 3>>stream; echo after >>stream
            taskdb docs export -o plain; ln -s plain link; chmod 640 plain; taskdb docs export -o link
            test -p pipe && test -L link && stat -c %a plain; cmp through plain; head -1 stream; tail -1 stream
            """, in: folder)
        #expect(run.output == "640\nbefore\nafter\n", "\(run.error)")
        #expect(run.status == 0)
    }

    private func shell(_ command: String, in folder: TemporaryFolder? = nil) async throws -> Program {
        try await Program.run(["sh", "-c", command], in: folder?.url)
    }
}
