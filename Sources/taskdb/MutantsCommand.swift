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

            With --fuzz, it is judged how soon random operations find the faulty backends: those that break a must, in \
            a way that shows over the protocol.

            Exit status: 0 every mutant is caught, 1 one survived, 2 none was run.
            """)

    @Option(help: ArgumentHelp("Run only mutants that match; repeatable.", valueName: "pattern"))
    var run: [String] = []

    @Flag(help: "Tell the result as JSON.")
    var json = false

    @Flag(help: "Tell what there is, and run nothing.")
    var list = false

    @Flag(help: "Look for the mutants with random operations rather than with the suite.")
    var fuzz = false

    @Option(help: ArgumentHelp("With --fuzz: the most sequences a mutant.", valueName: "number"))
    var runs = 2000

    @Option(help: ArgumentHelp("With --fuzz: where the sequences come from.", valueName: "number"))
    var seed: UInt64 = 1

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs needs a number above 0") }
    }

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
        try await fuzz ? look(for: selected) : judge(selected)
    }

    private func judge(_ selected: [Mutant]) async throws {
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

    private func look(for selected: [Mutant]) async throws {
        let fuzzer = Fuzzer(seed: seed, limits: .init(runs: runs))
        let table = await Interruption.cancelling {
            let line = StatusLine()
            let table = await FuzzTable.find(selected, by: fuzzer) { entry, done in
                line.show("\(done) mutants, \(entry.mutant.name)")
            }
            line.clear()
            return table
        }
        Terminal.write(json ? table.json.indented + "\n" : table.text)
        guard !table.entries.isEmpty, !table.entries.contains(where: \.outcome.wasInterrupted) else {
            throw ExitCode(2)
        }
        guard table.missed.isEmpty else { throw ExitCode(1) }
    }
}
