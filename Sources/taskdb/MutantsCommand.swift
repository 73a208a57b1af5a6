import ArgumentParser
import Conformance
import Foundation
import Fuzzing
import Mutants
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

            With --variants, it is judged whether the suite, or with --fuzz random operations, leave backends in peace \
            that keep every rule and do in their own way what the rules leave open.

            Exit status: 0 every mutant is caught, 1 one survived, or a variant is accused, \
            2 none was run, or not all that were to be.
            """)

    @Option(help: ArgumentHelp("Run only mutants that match; repeatable.", valueName: "pattern"))
    var run: [String] = []

    @Flag(help: "Tell the result as JSON.")
    var json = false

    @Flag(help: "Tell what there is, and run nothing.")
    var list = false

    @Flag(help: "Look for the mutants with random operations rather than with the suite.")
    var fuzz = false

    @Flag(help: "Take the variants, which are right, in place of the mutants.")
    var variants = false

    @Option(help: ArgumentHelp("With --fuzz: the most sequences for each.", valueName: "number"))
    var runs = 2000

    @Option(help: ArgumentHelp("With --fuzz: where the sequences come from.", valueName: "number"))
    var seed: UInt64 = 1

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs needs a number above 0") }
        guard !(json && variants) else { throw ValidationError("--json tells of mutants only") }
        guard !(json && list) else { throw ValidationError("--json tells what became of mutants; --list runs none") }
    }

    func run() async throws {
        try await variants ? runVariants() : runMutants()
    }

    private func runMutants() async throws {
        let selected = try selected(of: Mutant.all, \.name) { "\($0.name)  (\($0.kind.rawValue))  \($0.summary)" }
        guard !selected.isEmpty else { return }
        if fuzz {
            let table = await Self.showing(selected.count) { [fuzzer] line in
                await FuzzTable.find(selected, by: fuzzer) { line($0.mutant.name, $1) }
            }
            try Terminal.write(json ? table.json.indented + "\n" : table.text)
            try leave(table.entries.count, of: table.wanted, isSound: table.missed.isEmpty)
        } else {
            let suite = try docs.loadFaultless()
            let table = await Self.showing(selected.count) { line in
                await KillTable.judge(selected, by: suite) { line($0.mutant.name, $1) }
            }
            try Terminal.write(json ? table.json.indented + "\n" : table.text)
            try leave(table.entries.count, of: selected.count, isSound: table.survivors.isEmpty)
        }
    }

    private func runVariants() async throws {
        let selected = try selected(of: Variant.all, \.name) { "\($0.name)  \($0.summary)" }
        guard !selected.isEmpty else { return }
        let suite = try docs.loadFaultless()
        let table = await Self.showing(selected.count) { [fuzz, fuzzer] line in
            fuzz
                ? await VariantTable.fuzz(selected, by: fuzzer) { line($0.variant.name, $1) }
                : await VariantTable.judge(selected, by: suite) { line($0.variant.name, $1) }
        }
        try Terminal.write(table.text)
        try leave(table.entries.count, of: selected.count, isSound: table.accused.isEmpty)
    }

    private var fuzzer: Fuzzer { Fuzzer(seed: seed, limits: .init(runs: runs)) }

    /// Those that match a pattern; with --list they are told, and none is left to run.
    private func selected<Item>(of all: [Item], _ name: (Item) -> String, line: (Item) -> String) throws -> [Item] {
        let patterns = run.map(NamePattern.init)
        let selected = all.filter { item in patterns.isEmpty || patterns.contains { $0.matches(name(item)) } }
        guard !selected.isEmpty else {
            Terminal.writeError("nothing matches; `taskdb mutants --list` shows the names\n")
            throw ExitCode(2)
        }
        guard list else { return selected }
        try Terminal.write(selected.map { line($0) + "\n" }.joined())
        return []
    }

    /// Shows on a terminal how far it is.
    private static func showing<Result: Sendable>(
        _ count: Int,
        _ work: @escaping @Sendable (@escaping @Sendable (_ name: String, _ done: Int) -> Void) async -> Result
    ) async -> Result {
        await Interruption.cancelling {
            let status = StatusLine()
            let result = await work { name, done in status.show("\(done)/\(count), \(name)") }
            status.clear()
            return result
        }
    }

    /// - Parameter judged: how many were judged to their end.
    private func leave(_ judged: Int, of wanted: Int, isSound: Bool) throws {
        if judged < wanted {
            Terminal.writeError("the run was interrupted: \(judged) of \(wanted) were judged to their end\n")
        }
        guard isSound else { throw ExitCode(1) }
        guard judged == wanted, wanted > 0 else { throw ExitCode(2) }
    }
}
