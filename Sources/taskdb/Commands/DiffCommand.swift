import ArgumentParser
import Conformance
import Mutants
import Reports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two JSON reports: which cases changed, by rule.",
        discussion: """
            Both are reports of `taskdb test --report json=FILE`. Runs are matched by their backend's spec; two reports \
            of one run each are compared in any case.

            Exit status: 0 nothing got worse, 1 something did, 64 a file is not such a report.
            """)

    @Argument(help: "The earlier report.", completion: .file(extensions: ["json"]))
    var before: String

    @Argument(help: "The later report.", completion: .file(extensions: ["json"]))
    var after: String

    func run() throws {
        let difference = ReportDifference(try InputFile.report(before), try InputFile.report(after))
        try Terminal.write(difference.text)
        if difference.isWorse { throw ExitStatus.negative }
    }
}
