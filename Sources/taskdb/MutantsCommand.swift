import ArgumentParser
import Conformance
import Foundation
import Mutation
import Wire

struct MutantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutants",
        abstract: "Judge the suite: by how many backends known to be faulty it catches.",
        discussion: """
            Runs the suite against backends that each do one thing wrong, and tells the rules whose cases caught each \
            one. In a PATTERN, * stands for any run of characters.

            Exit status: 0 every mutant is caught, 1 one survived, 2 none was run.
            """)

    @Option(help: ArgumentHelp("Run only mutants that match; repeatable.", valueName: "pattern"))
    var run: [String] = []

    @Flag(help: "Tell the result as JSON.")
    var json = false

    @Flag(help: "Tell what there is, and run nothing.")
    var list = false

    @OptionGroup var docs: DocsOption

    func run() async throws {
        let patterns = run.map(NamePattern.init)
        let selected = Mutant.all.filter { mutant in
            patterns.isEmpty || patterns.contains { $0.matches(mutant.name) }
        }
        guard !selected.isEmpty else {
            Terminal.writeError("no mutant matches; `taskdb mutants --list` shows their names\n")
            throw ExitCode(2)
        }
        guard !list else {
            let lines = selected.map { "\($0.name)  (\($0.kind.rawValue))  \($0.summary)\n" }
            return Terminal.write(lines.joined())
        }
        let suite = try docs.loadFaultless()
        let table = await Interruption.cancelling {
            let line = StatusLine()
            let table = await KillTable.judge(selected, by: suite) { entry, done in
                line.show("\(done)/\(selected.count) mutants, \(entry.mutant.name)")
            }
            line.clear()
            return table
        }
        Terminal.write(json ? table.json.indented + "\n" : table.text)
        guard table.survivors.isEmpty else { throw ExitCode(1) }
        guard table.entries.count == selected.count else { throw ExitCode(2) }
    }
}
