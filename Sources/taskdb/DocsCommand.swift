import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Markdown
import PageTools
import Reports
import Specification
import Support

struct DocsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Work on the pages.",
        subcommands: [
            DocsCheckCommand.self, DocsUpdateCommand.self, DocsExportCommand.self, DocsRenderCommand.self,
            DocsServeCommand.self,
        ])
}

struct DocsCheckCommand: AsyncParsableCommand {
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

    func run() async throws {
        let loaded = try docs.loadSuite()
        async let siteMistakes = docs.siteMistakes(loaded.suite)
        var (suite, diagnostics) = PreparedSuite.prepare(loaded)
        diagnostics += await siteMistakes
        if let file = exportFile ?? projectFile("Conformance/suite.json") {
            let retired = ProjectFiles.retiredNames(beside: file).names
            diagnostics += retired.mistakes + retired.usedAgain(in: suite.suite)
        }
        try docs.tellOfUnreadPages()
        guard diagnostics.isEmpty else {
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
            Terminal.writeError("\n\(counted(diagnostics.count, "mistake"))\n")
            throw ExitCode(1)
        }
        try checkRulesPage(suite)
        try checkExport(suite)
        let held = suite.suite
        try Terminal.write(
            "\(counted(held.pages.count, "page")) in order: \(counted(held.rules.count, "rule")), "
                + "\(counted(held.cases.count, "case")), \(counted(held.setups.count, "setup")), "
                + "\(counted(held.notRun.count, "block")) not run\n")
    }

    private func checkExport(_ suite: PreparedSuite) throws {
        guard let file = exportFile ?? projectFile("Conformance/suite.json") else { return }
        guard try InputFile.bytes(of: file) == Array(SuiteFile.text(suite).utf8) else {
            throw stale(file, "`taskdb docs export\(option) --output \(file)` writes it anew")
        }
    }

    /// The page of all rules tells what the mutants show of these pages, and of no others.
    private func checkRulesPage(_ suite: PreparedSuite) throws {
        guard let directory = docs.directory, let mutants = projectFile("Conformance/mutants.json") else { return }
        let kills = try MutantKills(path: mutants)
        guard kills.suiteDigest == suite.suite.digest else {
            throw stale(mutants, "`taskdb mutants\(option) --json >\(mutants)` writes it anew")
        }
        let page = URL(fileURLWithPath: directory).appending(path: "rules.md").path
        guard (try? WholeFile.bytes(of: page)) == Array(RulesPage.text(suite, kills).utf8) else {
            throw stale(page, "`taskdb docs export\(option) --rules \(page) --mutants \(mutants)` writes it anew")
        }
    }

    private func stale(_ file: String, _ remedy: String) -> ExitCode {
        Terminal.writeError("\(file):1:1: error: this is not what the pages say now\n      = note: \(remedy)\n")
        return ExitCode(1)
    }

    private var option: String { docs.directory.map { " --docs \($0)" } ?? "" }

    /// A file of the project whose pages lie in Docs/; nil where there is none.
    private func projectFile(_ name: String) -> String? {
        guard let directory = docs.directory else { return nil }
        let project = URL(fileURLWithPath: directory).standardizedFileURL.deletingLastPathComponent()
        let file = project.appending(path: name).path
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
