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
        abstract: "Find errors on the pages: marks, names, levels, sessions.",
        discussion: """
            Each error has path:line:column, the line and a caret below the place. Exit status: 0 there is none, 1 \
            there are some.
            """)

    @Option(
        name: .customLong("export"),
        help: ArgumentHelp(
            "Also check that an exported suite is up to date (default: the suite.json of the project that --docs is in, if any).",
            valueName: "file"))
    var exportFile: String?

    @OptionGroup var docs: DocsOption

    func run() async throws {
        let loaded = try docs.loadSuite()
        async let siteErrors = docs.siteErrors(loaded.suite)
        var (suite, diagnostics) = PreparedSuite.prepare(loaded)
        diagnostics += docs.unrunCases(suite)
        let places = Set(diagnostics.map { "\($0.path):\($0.position.line)" })
        diagnostics += await suite.unsupportedExamples().filter { !places.contains("\($0.path):\($0.position.line)") }
        diagnostics += await siteErrors
        if let file = exportFile ?? projectFile("Conformance/suite.json") {
            let retired = ProjectFiles.retiredNames(beside: file).names
            diagnostics += retired.diagnostics + retired.usedAgain(in: suite.suite)
        }
        try docs.warnAboutUnreadPages()
        guard diagnostics.isEmpty else {
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
            Terminal.writeError("\n\(counted(diagnostics.count, "error"))\n")
            throw ExitStatus.negative
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
            throw stale(file, "`taskdb docs export\(option) --output \(file)` writes it again")
        }
    }

    /// The page of all rules needs a report on the mutants by these pages.
    private func checkRulesPage(_ suite: PreparedSuite) throws {
        guard let directory = docs.directory, let mutants = projectFile("Conformance/mutants.json") else { return }
        let report = try InputFile.mutants(mutants)
        guard report.suite.digest == suite.suite.digest else {
            throw stale(mutants, "`taskdb mutants\(option) --json >\(mutants)` writes it again")
        }
        let page = URL(fileURLWithPath: directory).appending(path: "rules.md").path
        guard (try? WholeFile.bytes(of: page)) == Array(RulesPage.text(suite, report).utf8) else {
            throw stale(page, "`taskdb docs export\(option) --rules \(page) --mutants \(mutants)` writes it again")
        }
    }

    private func stale(_ file: String, _ remedy: String) -> ExitStatus {
        Terminal.writeError("\(file):1:1: error: this file is not up to date with the pages\n      = note: \(remedy)\n")
        return .negative
    }

    private var option: String { docs.directory.map { " --docs \($0)" } ?? "" }

    /// A file of the project that the pages belong to; nil if there is none.
    private func projectFile(_ name: String) -> String? {
        guard let directory = docs.directory else { return nil }
        let project = URL(fileURLWithPath: directory).standardizedFileURL.deletingLastPathComponent()
        let file = project.appending(path: name).path
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
