import ArgumentParser
import Backends
import Conformance
import Diagnostics
import Foundation
import Fuzzing
import Mutants
import Wire

struct FuzzCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Compare a backend with the reference by random operations.",
        discussion: """
            Runs random sequences of operations against a backend and against the reference, and compares every answer \
            for which a rule says must. A difference is made as small as possible and shown as a session that can be \
            put on a page. The same --seed gives the same sequences.

            A BACKEND is \(BackendSpec.forms); a program that speaks the protocol comes after `--`. The default is \
            dictdb. A backend with the capability culling sometimes gets small limits, one with persistence is reopened.

            Exit status: 0 no difference was found, even if the run was interrupted, 1 one was, 2 the backend could \
            not be run.
            """)

    @Option(help: ArgumentHelp("The backend to compare.", valueName: "backend"))
    var backend: String?

    @Option(help: ArgumentHelp("The most sequences.", valueName: "number"))
    var runs = 2000

    @Option(help: ArgumentHelp("The operations of a sequence.", valueName: "number"))
    var steps = 30

    @Option(
        help: ArgumentHelp(
            "The longest time; shrinking what was found takes about 20 seconds more.", valueName: "seconds"))
    var time: Double?

    @Option(help: ArgumentHelp("The seed of the sequences; random and shown by default.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The longest time for one answer of a backend.", valueName: "seconds"))
    var timeout = 10.0

    @Flag(name: .customLong("show-stderr"), help: "Show the standard error of the backend.")
    var showsStandardError = false

    @OptionGroup var program: ProgramOption

    func validate() throws {
        guard runs > 0, steps > 0, steps <= 1000 else {
            throw ValidationError("--runs needs a number above 0, --steps one from 1 to 1000")
        }
        guard Seconds.range.contains(timeout), time.map(Seconds.range.contains) ?? true else {
            throw ValidationError("--time and --timeout need \(Seconds.words)")
        }
        guard backend == nil || program.command.isEmpty else {
            throw ValidationError("only one backend can be compared: --backend or a program after `--`")
        }
    }

    func run() async throws {
        let spec = try spec()
        let adapter = spec.needsPythonAdapter ? try AdapterFiles() : nil
        defer { withExtendedLifetime(adapter) {} }
        let backend = spec.backend(
            timeout: .seconds(timeout), showsStandardError: showsStandardError, pythonAdapter: adapter?.program ?? "")
        let limits = Fuzzer.Limits(runs: runs, steps: steps, time: time.map { .seconds($0) })
        let fuzzer = Fuzzer(seed: seed ?? UInt64.random(in: 0..<1_000_000_000), limits: limits)
        let outcome = await Interruption.cancelling { await Self.run(fuzzer, backend) }
        try show(outcome, of: spec, seed: fuzzer.seed)
        if outcome.counterexample != nil { throw ExitStatus.negative }
        if outcome.error != nil { throw ExitStatus.inconclusive }
    }

    private static func run(_ fuzzer: Fuzzer, _ backend: any Backend) async -> Fuzzer.Outcome {
        let line = StatusLine()
        let start = ContinuousClock.now
        let outcome = await fuzzer.run(backend) { runs in
            line.show(
                "\(runs)/\(fuzzer.limits.runs) sequences, "
                    + "\(Int(Double(runs) / max(1e-3, (ContinuousClock.now - start) / .seconds(1)))) a second")
        }
        line.clear()
        return outcome
    }

    private func spec() throws -> BackendSpec {
        try program.command.isEmpty ? BackendSpec(backend ?? "dictdb") : BackendSpec(command: program.command)
    }

    private func show(_ outcome: Fuzzer.Outcome, of spec: BackendSpec, seed: UInt64) throws {
        let effort =
            "\(counted(outcome.runs, "sequence")) of \(steps) operations, \(outcome.rate) a second, --seed \(seed)"
        if let found = outcome.counterexample {
            let operations = counted(found.operations, "operation")
            try Terminal.write(
                "\(spec.text) differs from the specification after \(operations):\n\n\(found.markdown)\n"
                    + "expected: \(found.expected)\nactual:   \(found.actual)\nrule:     \(found.rule)\n\n\(effort)\n")
        } else if let error = outcome.error {
            let requests = outcome.lastAsked.isEmpty ? [] : ["", "The requests:", ""] + outcome.lastAsked + [""]
            try Terminal.write(
                (["\(spec.text) could not be run to the end: \(error)"] + requests + [effort, ""])
                    .joined(separator: "\n"))
        } else {
            try Terminal.write(
                "\(spec.text): no difference" + (outcome.wasInterrupted ? " until the run was interrupted" : "")
                    + "\n\(effort)\n"
                    + (outcome.note.map { "note: \($0)\n" } ?? ""))
        }
    }
}
