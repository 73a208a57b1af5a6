import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Markdown
import Specification

struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Work on the pages.",
        subcommands: [DocsCheckCommand.self, DocsUpdateCommand.self, DocsExportCommand.self])
}

struct DocsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every mistake on the pages: marks, names, levels, sessions.",
        discussion: """
            Every mistake is told with path:line:column, the line and a caret under the place. Exit status: 0 there is \
            none, 1 there are some.
            """)

    @Option(
        name: .customLong("export"),
        help: ArgumentHelp(
            "Also check that an exported suite is fresh (default: the suite.json of the project that --docs is in, if any).",
            valueName: "file"))
    var exportFile: String?

    @OptionGroup var docs: DocsOption

    func run() throws {
        let (suite, diagnostics) = try docs.load()
        guard diagnostics.isEmpty else {
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
            Terminal.writeError("\n\(counted(diagnostics.count, "mistake"))\n")
            throw ExitCode(1)
        }
        try checkExport(suite)
        let held = suite.suite
        Terminal.write(
            "\(counted(held.pages.count, "page")) in order: \(counted(held.rules.count, "rule")), "
                + "\(counted(held.cases.count, "case")), \(counted(held.setups.count, "setup")), "
                + "\(counted(held.notRun.count, "block")) not run\n")
    }

    private func checkExport(_ suite: PreparedSuite) throws {
        guard let file = exportFile ?? projectExport else { return }
        guard let held = FileManager.default.contents(atPath: file) else {
            throw ValidationError("the exported suite \(file) cannot be read")
        }
        guard held == Data(SuiteFile.text(suite).utf8) else {
            let option = docs.directory.map { " --docs \($0)" } ?? ""
            Terminal.writeError("\(file):1:1: error: this is not what the pages say now\n")
            Terminal.writeError("      = note: `taskdb docs export\(option) --output \(file)` writes it anew\n")
            throw ExitCode(1)
        }
    }

    /// The pages of a project lie in Docs/, beside Conformance/.
    private var projectExport: String? {
        guard let directory = docs.directory else { return nil }
        let project = URL(fileURLWithPath: directory).standardizedFileURL.deletingLastPathComponent()
        let file = project.appending(path: "Conformance/suite.json").path
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
