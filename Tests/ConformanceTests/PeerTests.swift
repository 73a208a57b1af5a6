import Foundation
import Testing

/// The lists of what ipyparallel's databases are known to fail hold, line by line.
@Suite(.serialized) struct PeerTests {
    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            ("ipyparallel-dictdb", "dictdb:DictDB?", "is not conformant, as is known"),
            ("ipyparallel-nodb", "dictdb:NoDB?profile=non-recording&", "is conformant"),
            ("ipyparallel-sqlitedb", "sqlitedb:SQLiteDB?", "is not conformant, as is known"),
        ])
    func theListHolds(_ list: String, _ spec: String, _ verdict: String) async throws {
        let python = Tool.root.appending(path: ".venv-peer/bin/python").path
        try #require(FileManager.default.isExecutableFile(atPath: python), "Scripts/setup --tests installs it")
        let program = try RunningProgram([
            Tool.taskdb, "test", "--timeout", "5", "--backend", "python:ipyparallel.controller.\(spec)python=\(python)",
            "--docs", Tool.root.appending(path: "Docs").path,
            "--known-failures", Tool.root.appending(path: "Conformance/known-failures/\(list).txt").path,
        ])
        #expect(await program.status(within: .seconds(150)) == 0, "\(program.error)")
        #expect(program.output.contains(verdict))
    }
}
