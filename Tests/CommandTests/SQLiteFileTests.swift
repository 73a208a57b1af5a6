import Foundation
import SQLiteTaskDatabase
import TaskDatabases
import TestSupport
import Testing

/// Files that the program cannot write to, or not alone: it needs another user, a limit of the operating system, or another
/// process, which a test cannot be itself.
@Suite struct SQLiteFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appending(path: "tasks.db").path }

    private static let reopen = #"{"jsonrpc":"2.0","id":-1,"method":"reopen","params":{}}"# + "\n"

    init() throws { folder = try TemporaryFolder() }

    private func opened() throws -> SQLiteDB { try SQLiteDB(.init(path: path, synchronous: .off)) }

    /// Root can write everywhere, so the program runs as another user.
    @Test(arguments: [("444", "755", "the file is read-only"), ("666", "555", "its directory is read-only")])
    func `a read-only file is an error and stays unchanged`(
        file mode: String, directory: String, message: String
    ) async throws {
        let database = try opened()
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        try await database.close()
        #expect(try await Program.run(["chmod", mode, path]).status == 0)
        #expect(try await Program.run(["chmod", directory, folder.url.path]).status == 0)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let user = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let program = try await Program.run(user + [Program.taskdb, "host", "sqlitedb:\(path)"], input: Self.reopen)
        #expect(program.output.contains("\(path) cannot be opened: \(message)"), "\(program.output)")
        #expect(program.output.contains(#""type":"OSError""#))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(try await Program.run(["chmod", "755", folder.url.path]).status == 0)
    }

    @Test func `a write that the disk has no room for is an error, and acknowledged records stay`() async throws {
        let added = (0..<40).map { number in
            """
            {"jsonrpc":"2.0","id":\(number),"method":"add_record","params":{"msg_id":"m\(number)","record":{"stdout":"\
            \(String(repeating: "x", count: 30_000))"}}}

            """
        }
        // The operating system limits every file to 512 kB. Without the signal that shows as a failed write.
        let program = try await Program.run(
            ["sh", "-c", "trap '' XFSZ; ulimit -f 1024; exec \(Program.taskdb) host 'sqlitedb:\(path)'"],
            input: Self.reopen + added.joined())
        let replies = program.output.split(separator: "\n").dropFirst()
        #expect(program.status == 0)
        let acknowledged = replies.filter { $0.contains(#""result":null"#) }.count
        #expect((1..<40).contains(acknowledged))
        #expect(replies.dropFirst(acknowledged).allSatisfy { $0.contains("OSError") }, "\(replies.last ?? "")")
        #expect(try await opened().findRecords([:], keys: ["msg_id"]).count == acknowledged)
    }

    @Test func `two processes on one file lose nothing`() async throws {
        // Neither of them creates the file first.
        let programs = try (0..<2).map { process in
            let lines = (0..<150).map { number in
                #"{"jsonrpc":"2.0","id":\#(number),"method":"add_record","params":{"msg_id":"p\#(process)-\#(number)","record":{}}}"#
                    + "\n"
            }
            return try RunningProgram(
                ["taskdb", "host", "sqlitedb:\(path)?busy_timeout=60"], input: Self.reopen + lines.joined())
        }
        for program in programs {
            #expect(await program.status(within: .seconds(120)) == 0)
            let replies = program.output.split(separator: "\n")
            #expect(replies.count == 151)
            #expect(replies.filter { !$0.contains(#""result":null"#) } == [])
        }
        #expect(try await opened().findRecords([:], keys: ["msg_id"]).count == 300)
    }
}
