import ArgumentParser
import Backends
import Conformance
import Foundation
import Support

struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Serve a built-in database over the protocol.",
        discussion: """
            Reads one JSON-RPC 2.0 request a line from standard input and answers each with one line on standard output. \
            Ends with status 0 after `shutdown` or when its input ends.

            sqlitedb:PATH: `reopen` opens an existing file; `open` needs a file without records. mongodb:URI: `reopen` \
            opens the database that the URI names, or ipython-tasks; `open` creates a temporary one, unless the URI \
            names one.
            """)

    @Argument(help: "\(BuiltInDatabase.forms), with options as in 'dictdb?record_limit=10'.")
    var backend: String

    func run() async throws {
        let spec = try BackendSpec(backend)
        guard case .builtIn(let database) = spec.kind else {
            throw CommandError.usage("only built-in databases can be hosted: \(BuiltInDatabase.forms)")
        }
        let host = DatabaseHost(database, options: spec.document)
        do {
            // One request comes after the other, so they may block the thread that reads them.
            try await WorkerThreads.$doesWorkAtOnce.withValue(true) {
                try await withTaskExecutorPreference(WorkerThreads(most: 1)) { try await Self.serve(host) }
            }
        } catch {
            await host.end(emptied: false)
            throw error
        }
        await host.end(emptied: false)
    }

    private static func serve(_ host: DatabaseHost) async throws {
        let loop = HostLoop(host)
        var lines = InputLines()
        while let line = lines.next() {
            let (reply, isLast) = await loop.answer(line)
            try Terminal.write(reply + [UInt8(ascii: "\n")])
            if isLast { break }
        }
    }
}
