import ArgumentParser
import Conformance
import Foundation
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

    @OptionGroup var docs: DocsOption

    func run() throws {
        let text = SuiteFile.text(try docs.loadFaultless())
        guard let output else { return Terminal.write(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output))
        } catch {
            throw ValidationError("the suite could not be written to \(output): \(error.localizedDescription)")
        }
    }
}

/// Conformance/suite.json, as it is written.
enum SuiteFile {
    static func text(_ suite: PreparedSuite) -> String { SuiteExport(suite).json.indented + "\n" }
}
