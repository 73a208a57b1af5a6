import ArgumentParser
import Conformance
import Diagnostics
import Markdown
import Specification

struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Work on the pages.",
        subcommands: [DocsCheckCommand.self])
}

struct DocsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every mistake on the pages: marks, names, levels, sessions.",
        discussion: """
            Every mistake is told with path:line:column, the line and a caret under the place. Exit status: 0 there is \
            none, 1 there are some.
            """)

    @OptionGroup var docs: DocsOption

    func run() throws {
        let (suite, diagnostics) = try docs.load()
        guard diagnostics.isEmpty else {
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
            Terminal.writeError("\n\(counted(diagnostics.count, "mistake"))\n")
            throw ExitCode(1)
        }
        let held = suite.suite
        Terminal.write(
            "\(counted(held.pages.count, "page")) in order: \(counted(held.rules.count, "rule")), "
                + "\(counted(held.cases.count, "case")), \(counted(held.setups.count, "setup")), "
                + "\(counted(held.notRun.count, "block")) not run\n")
    }
}
