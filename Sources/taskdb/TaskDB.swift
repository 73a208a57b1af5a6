import ArgumentParser
import Conformance
import Foundation
import Specification

/// The command-line program.
@main
struct TaskDB: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "taskdb",
        abstract: "The task-database specification of IPython's parallel computing, as a suite that judges backends.",
        discussion: """
            The specification is a set of Markdown pages whose examples run. This program carries them, so that \
            `taskdb test` works from any directory.

            To judge the databases that come with it:      taskdb test
            To judge a class of ipyparallel's:             taskdb test --backend \
            python:ipyparallel.controller.dictdb:DictDB
            To judge a program that speaks the protocol:   taskdb test -- ./my-backend --its-option

            Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 something on the command line cannot be \
            used, 70 the program failed.
            """,
        subcommands: [
            TestCommand.self, ListCommand.self, DocsCommand.self, MutantsCommand.self, FuzzCommand.self,
            DiffCommand.self, HostCommand.self, ImportCommand.self,
        ]
    )

    @Flag(help: "Show the version, and which suite the program carries.")
    var version = false

    func run() throws {
        guard version else { throw CleanExit.helpRequest(self) }
        let suite = DocsOption.loadBuiltIn().suite
        try Terminal.write(
            """
            \(Kit.name) \(Kit.version)
            specification \(suite.version)
            suite \(suite.digest)

            """)
    }

    @MainActor static func main() async {
        Terminal.prepare()
        await parseAndRun()
    }

    /// Runs the command that the arguments name, and ends the program with its exit status.
    @concurrent private static func parseAndRun() async {
        var command: any ParsableCommand
        do { command = try parseAsRoot() } catch {
            guard let hint = UsageHint(Array(CommandLine.arguments.dropFirst()), message(for: error)) else {
                exit(withError: error)
            }
            Terminal.writeError("\(fullMessage(for: error))\n\(hint)\n")
            Foundation.exit(ExitStatus.usage.rawValue)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let status as ExitStatus {
            Foundation.exit(status.rawValue)
        } catch {
            // ArgumentParser's own errors, such as a request for help, have a status of their own.
            if exitCode(for: error) != .failure { exit(withError: error) }
            let error = CommandError(error)
            error.show()
            Foundation.exit(error.status.rawValue)
        }
    }
}
