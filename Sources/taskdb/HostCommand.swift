import ArgumentParser
import Backends
import Conformance
import Foundation

struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Serve a built-in database over the protocol.",
        discussion: """
            Reads one JSON-RPC 2.0 request a line from standard input and answers each with one line on standard output. \
            Ends with status 0 after `shutdown` or when its input ends.

            sqlitedb:PATH serves a file that is there already after `reopen`; `open` begins with an empty one, and \
            refuses to empty a file that held records before. mongodb:URI does the same with a database on a server: \
            after `reopen` it is the one that is named, or ipython-tasks; `open` begins with one of its own, unless one \
            is named.
            """)

    @Argument(help: "dictdb, nodb, sqlitedb:PATH or mongodb:URI, with options as in 'dictdb?record_limit=10'.")
    var backend: String

    func run() async throws {
        let host: DatabaseHost
        do {
            let spec = try BackendSpec(backend)
            guard case .builtIn(let database) = spec.kind else {
                throw ValidationError(
                    "only built-in databases can be hosted: \(BuiltInDatabase.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            host = DatabaseHost(database, options: spec.document)
        } catch let error as BackendSpecError {
            throw ValidationError(error.description)
        }
        let loop = HostLoop(host)
        var lines = InputLines()
        while let line = lines.next() {
            let (reply, isLast) = await loop.answer(line)
            try Terminal.write(reply + [UInt8(ascii: "\n")])
            if isLast { break }
        }
        await host.end(emptied: false)
    }
}
