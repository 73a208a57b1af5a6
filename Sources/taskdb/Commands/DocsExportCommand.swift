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
            "What is in the file: Conformance/schemas/suite.schema.json. `taskdb docs check --export FILE` checks that it is up to date."
    )

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output by default.", valueName: "file"))
    var output: String?

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("Also write a page of all rules; needs --mutants.", valueName: "file"))
    var rulesPage: String?

    @Option(help: ArgumentHelp("A report of `taskdb mutants --json` on these pages.", valueName: "file"))
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
            try write(RulesPage.text(suite, try InputFile.mutants(mutants)), to: rulesPage)
        }
        let text = SuiteFile.text(suite)
        guard let output else {
            if rulesPage == nil { try Terminal.writeAsIs(text) }
            return
        }
        try checkNames(of: suite, against: output)
        try write(text, to: output)
    }

    /// A removed name has to be retired before the file that has it is overwritten.
    private func checkNames(of suite: PreparedSuite, against file: String) throws {
        guard let held = try? WholeFile.bytes(of: file, isRegular: true), let export = try? JSON(parsing: held) else {
            return
        }
        let list = ProjectFiles.retiredNames(beside: file)
        let lost = list.names.lost(since: export, in: suite.suite)
        guard lost.isEmpty else {
            Terminal.writeError(
                "these names are no longer on any page:\n" + lost.map { "  \($0)\n" }.joined()
                    + "if that is intended, add them to \(list.path), so that they are never used again\n")
            throw ExitStatus.negative
        }
    }

    private func write(_ text: String, to file: String) throws {
        do {
            try WholeFile.write(Array(text.utf8), to: file)
        } catch {
            throw CommandError.file(error, "\(file) cannot be written")
        }
    }
}

/// The files of a project beside its pages.
enum ProjectFiles {
    /// The list beside an exported suite; empty where there is none.
    static func retiredNames(beside export: String) -> (path: String, names: RetiredNames) {
        let path = URL(fileURLWithPath: export).deletingLastPathComponent().appending(path: "retired.txt").path
        return (path, RetiredNames(path: path, bytes: (try? WholeFile.bytes(of: path)) ?? []))
    }
}

/// The text of Conformance/suite.json.
enum SuiteFile {
    static func text(_ suite: PreparedSuite) -> String { SuiteExport(suite).json.indented + "\n" }
}
