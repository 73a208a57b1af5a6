import ArgumentParser
import Conformance

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

            Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage, 70 internal error.
            """,
        version: "\(Kit.version) (specification \(SuiteVersion.current))",
        subcommands: [
            TestCommand.self, ListCommand.self, DocsCommand.self, MutantsCommand.self, FuzzCommand.self,
            DiffCommand.self, HostCommand.self, ImportCommand.self,
        ]
    )

    @MainActor static func main() async {
        Terminal.prepare()
        await main(nil)
    }
}
