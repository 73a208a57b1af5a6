import ArgumentParser
import Conformance
import Foundation
import Fuzzing
import Mutants
import Reports
import Wire

struct MutantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutants",
        abstract: "Test the suite with backends that have a known fault.",
        discussion: """
            Runs the suite against mutants, backends with one fault each, and lists the rules whose cases catch each \
            one. In a PATTERN, * matches any text.

            With --fuzz, random operations are run against the mutants that break a must in a way that shows over the \
            protocol.

            With --variants, the suite, or with --fuzz random operations, are run against variants: backends that keep \
            every rule, and differ in what the rules leave open. No variant may fail.

            Exit status: 0 every mutant is caught and no variant failed, 1 a mutant survived or a variant failed, \
            2 nothing was run, or the run was interrupted.
            """)

    @Option(help: ArgumentHelp("Run only mutants that match; repeatable.", valueName: "pattern"))
    var run: [String] = []

    @Flag(help: "Write the result as JSON.")
    var json = false

    @Flag(help: "List the mutants, and run nothing.")
    var list = false

    @Flag(help: "Run random operations rather than the suite.")
    var fuzz = false

    @Flag(help: "Run the variants, which are correct, rather than the mutants.")
    var variants = false

    @Option(help: ArgumentHelp("With --fuzz: the most sequences for each.", valueName: "number"))
    var runs = 2000

    @Option(help: ArgumentHelp("With --fuzz: the seed of the sequences.", valueName: "number"))
    var seed: UInt64 = 1

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs needs a number above 0") }
        guard !(json && variants) else { throw ValidationError("--json is for mutants only") }
        guard !(json && list) else { throw ValidationError("--json needs a run; --list runs nothing") }
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
            if json { try Terminal.writeAsIs(table.json.indented + "\n") } else { try Terminal.write(table.text) }
            try leave(table.entries.count, of: table.wanted, isSound: table.missed.isEmpty)
        } else {
            let suite = try docs.loadFaultless()
            let table = await Self.showing(selected.count) { line in
                await KillTable.judge(selected, by: suite) { line($0.mutant.name, $1) }
            }
            if json { try Terminal.writeAsIs(table.report.json()) } else { try Terminal.write(table.text) }
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

    /// Returns those that match a pattern; with --list shows them, and returns none.
    private func selected<Item>(of all: [Item], _ name: (Item) -> String, line: (Item) -> String) throws -> [Item] {
        let patterns = run.map(NamePattern.init)
        let selected = all.filter { item in patterns.isEmpty || patterns.contains { $0.matches(name(item)) } }
        guard !selected.isEmpty else {
            Terminal.writeError("nothing matches; `taskdb mutants --list` shows the names\n")
            throw ExitStatus.inconclusive
        }
        guard list else { return selected }
        try Terminal.write(selected.map { line($0) + "\n" }.joined())
        return []
    }

    /// Shows the progress on a terminal.
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

    /// Ends the command.
    ///
    /// - Parameter judged: how many were judged without an interruption.
    private func leave(_ judged: Int, of wanted: Int, isSound: Bool) throws {
        if judged < wanted {
            Terminal.writeError("the run was interrupted: \(judged) of \(wanted) were judged\n")
        }
        guard isSound else { throw ExitStatus.negative }
        guard judged == wanted, wanted > 0 else { throw ExitStatus.inconclusive }
    }
}
