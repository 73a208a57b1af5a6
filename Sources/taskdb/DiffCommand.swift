import ArgumentParser
import Conformance
import Mutants
import Reports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two JSON reports: which cases changed, by rule.",
        discussion: """
            Both are reports of `taskdb test --report json=FILE`. Runs are matched by their backend's spec, or if each \
            report has one, with each other.

            Exit status: 0 nothing got worse, 1 something did, 64 a file is no such report.
            """)

    @Argument(help: "The report of before.", completion: .file(extensions: ["json"]))
    var before: String

    @Argument(help: "The report of now.", completion: .file(extensions: ["json"]))
    var after: String

    func run() throws {
        let difference = ReportDifference(try ReadReport(path: before), try ReadReport(path: after))
        try Terminal.write(difference.text)
        if difference.isWorse { throw ExitCode(1) }
    }
}
