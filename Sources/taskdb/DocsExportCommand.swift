import ArgumentParser
import Conformance
import Foundation
import PageTools
import Reports
import Support
import Wire

struct DocsExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the suite as JSON, for tools that run it without this program.",
        discussion:
            "What is in the file: Conformance/schemas/suite.schema.json. `taskdb docs check --export FILE` tells whether it is fresh."
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to; standard output if not said.", valueName: "file"))
    var output: String?

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("Also write a page of all rules; needs --mutants.", valueName: "file"))
    var rulesPage: String?

    @Option(help: ArgumentHelp("What `taskdb mutants --json` told of these pages.", valueName: "file"))
    var mutants: String?

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard output?.isEmpty != true, rulesPage?.isEmpty != true else {
            throw ValidationError("--output and --rules need the name of a file")
        }
        guard rulesPage == nil || mutants != nil else { throw ValidationError("--rules needs --mutants") }
    }

    func run() throws {
        let suite = try docs.loadFaultless()
        if let rulesPage, let mutants {
            try write(RulesPage.text(suite, try MutantKills(path: mutants)), to: rulesPage)
        }
        let text = SuiteFile.text(suite)
        guard let output else {
            if rulesPage == nil { try Terminal.write(text) }
            return
        }
        try checkNames(of: suite, against: output)
        try write(text, to: output)
    }

    /// A name that went away is retired before the file that has it is written over.
    private func checkNames(of suite: PreparedSuite, against file: String) throws {
        guard let held = try? WholeFile.bytes(of: file, isRegular: true), let export = try? JSON(parsing: held) else {
            return
        }
        let list = ProjectFiles.retiredNames(beside: file)
        let lost = list.names.lost(since: export, in: suite.suite)
        guard lost.isEmpty else {
            Terminal.writeError(
                "these are on no page any more:\n" + lost.map { "  \($0)\n" }.joined()
                    + "if that is meant, add them to \(list.path), so that nobody uses the names again\n")
            throw ExitCode(1)
        }
    }

    private func write(_ text: String, to file: String) throws {
        do {
            try WholeFile.write(Array(text.utf8), to: file)
        } catch {
            throw ValidationError("\(file) could not be written: \(error)")
        }
    }
}

/// What a project keeps beside its pages.
enum ProjectFiles {
    /// The list beside an exported suite; empty where there is none.
    static func retiredNames(beside export: String) -> (path: String, names: RetiredNames) {
        let path = URL(fileURLWithPath: export).deletingLastPathComponent().appending(path: "retired.txt").path
        return (path, RetiredNames(path: path, bytes: (try? WholeFile.bytes(of: path)) ?? []))
    }
}

/// Conformance/suite.json, as it is written.
enum SuiteFile {
    static func text(_ suite: PreparedSuite) -> String { SuiteExport(suite).json.indented + "\n" }
}
