import ArgumentParser
import Conformance
import Foundation

struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Serve a built-in database over the protocol.",
        discussion: """
            Reads one JSON-RPC 2.0 request a line from standard input and answers each with one line on standard output. \
            Ends with status 0 after `shutdown` or when its input ends.
            """)

    @Argument(help: "dictdb or nodb, with options as in 'dictdb?record_limit=10'.")
    var backend: String

    func run() async throws {
        let host: DatabaseHost
        do {
            let spec = try BackendSpec(backend)
            guard case .builtIn(let database) = spec.kind else {
                throw ValidationError("only built-in databases can be hosted: dictdb, nodb")
            }
            host = DatabaseHost(database, options: spec.document)
        } catch let error as BackendSpecError {
            throw ValidationError(error.description)
        }
        // Whoever asked may go away while a reply is written, which is then found out by writing.
        signal(SIGPIPE, SIG_IGN)
        let loop = HostLoop(host)
        var lines = InputLines()
        while let line = lines.next() {
            let (reply, isLast) = await loop.answer(line)
            try Terminal.write(reply + [UInt8(ascii: "\n")])
            if isLast { return }
        }
    }
}
