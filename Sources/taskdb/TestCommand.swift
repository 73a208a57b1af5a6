import ArgumentParser
import Backends
import Conformance
import Foundation
import Reports
import Specification
import Wire

struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Judge backends by the suite.",
        discussion: """
            A BACKEND is dictdb, nodb, sqlitedb:PATH, mongodb:URI or python:MODULE:CLASS, each with options as in \
            'dictdb?record_limit=10&cull_fraction=0.5'. A program that speaks the protocol comes after `--`, with its \
            arguments. With neither, dictdb and nodb are judged.

            In a PATTERN, * stands for anything but a slash and ** for anything; without a slash it is held against a \
            case's name, with one against page/name. @FILE reads patterns from a file, one a line.

            Exit status: 0 every backend is conformant, 1 one is not, 2 one could not be judged or nothing was selected. \
            Known failures are forgiven.
            """)

    @Option(name: .customLong("backend"), help: ArgumentHelp("A backend to judge; repeatable.", valueName: "backend"))
    var backends: [String] = []

    @Option(help: ArgumentHelp("Run only cases that match; repeatable.", valueName: "pattern"))
    var run: [String] = []

    @Option(help: ArgumentHelp("Leave out cases that match; repeatable.", valueName: "pattern"))
    var skip: [String] = []

    @Flag(help: "Let a failed **should** fail the run.")
    var strict = false

    @Option(help: ArgumentHelp("The longest time for one answer of a backend.", valueName: "seconds"))
    var timeout = 10.0

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "A report, to standard output or a file; repeatable.",
            valueName: "format[=file]"))
    var reports: [ReportOption] = []

    @Flag(name: .customLong("show-stderr"), help: "Pass on what backends write to their standard error.")
    var showsStandardError = false

    @OptionGroup var knownFailures: KnownFailuresOption

    @OptionGroup var docs: DocsOption

    @Argument(parsing: .postTerminator, help: "A program that speaks the protocol, and its arguments.")
    var command: [String] = []

    func validate() throws {
        guard Seconds.range.contains(timeout) else { throw ValidationError("--timeout needs \(Seconds.words)") }
        guard !(run + skip).contains("") else {
            throw ValidationError("--run and --skip need a pattern: an empty one matches nothing")
        }
        let onOutput = reports.filter { $0.file == nil }
        guard onOutput.count <= 1 else {
            throw ValidationError(
                "only one report can go to standard output; give the others a file: --report json=FILE")
        }
        if let file = ReportOption.sharedFile(of: reports) {
            throw ValidationError("two reports cannot go to one file, \(file); give each a file of its own")
        }
        for obstacle in reports.compactMap(\.obstacle) { throw ValidationError("--report: \(obstacle)") }
    }

    func run() async throws {
        let specs = try backendSpecs()
        let suite = try docs.loadFaultless()
        let selected = try select(from: suite.suite.cases)
        let known = try knownFailures.load(suite.suite.cases)
        let judged = try await judge(specs, suite, selected)
        let (runs, areAsListed) = try knownFailures.judge(judged, known, suite.suite.cases)
        try report(suite, runs)
        let code = areAsListed ? exitCode(runs) : ExitCode(1)
        // Thrown, it would have ArgumentParser put together its help, in case that is to be shown.
        if !code.isSuccess { throw code }
    }
}

extension TestCommand {
    private func backendSpecs() throws -> [BackendSpec] {
        do {
            let named = try backends.map { try BackendSpec($0) }
            let commanded = command.isEmpty ? [] : [BackendSpec(command: command)]
            let asked = named + commanded
            return asked.isEmpty ? BuiltInDatabase.standard.map { BackendSpec($0) } : asked
        } catch let error as BackendSpecError {
            throw ValidationError(error.description)
        }
    }

    private func select(from cases: [Case]) throws -> [Case] {
        let selection = CaseSelection(run: try run.flatMap(patterns), skip: try skip.flatMap(patterns))
        for pattern in selection.stale(among: cases) {
            Terminal.writeError("note: no case matches \(pattern); `taskdb list` shows their names\n")
        }
        let selected = selection.select(from: cases)
        guard !selected.isEmpty else {
            Terminal.writeError("nothing is selected, so there is no verdict\n")
            throw ExitCode(2)
        }
        return selected
    }

    private func patterns(_ text: String) throws -> [String] {
        guard text.hasPrefix("@") else { return [text] }
        let path = String(text.dropFirst())
        guard let content = String(validating: try InputFile.bytes(of: path, for: "the patterns"), as: UTF8.self) else {
            throw ValidationError("the patterns in \(path) cannot be read: it is not UTF-8 text")
        }
        return content.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    private func judge(_ specs: [BackendSpec], _ suite: PreparedSuite, _ selected: [Case]) async throws -> [BackendRun]
    {
        let adapter = specs.contains(where: \.needsPythonAdapter) ? try AdapterFiles() : nil
        let program = adapter?.program ?? ""
        let (timeout, showsStandardError, strict) = (Duration.seconds(timeout), showsStandardError, strict)
        defer { withExtendedLifetime(adapter) {} }
        return await Interruption.cancelling {
            let progress = ProgressLine()
            var runs: [BackendRun] = []
            for spec in specs {
                let backend = spec.backend(
                    timeout: timeout, showsStandardError: showsStandardError, pythonAdapter: program)
                let runner = SuiteRunner(suite, selected: selected, isStrict: strict) { progress.update($0) }
                runs.append(await runner.run(spec.label, backend))
            }
            progress.clear()
            return runs
        }
    }

    /// Each report is written, also where another cannot be. People are told on standard output unless something else is to go there.
    private func report(_ suite: PreparedSuite, _ runs: [BackendRun]) throws {
        let pretty = reports.contains { $0.file == nil } ? [] : [ReportOption(.pretty)]
        var failure: (any Error)?
        for report in pretty + reports {
            do { try report.write(runs, judgedBy: suite) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func exitCode(_ runs: [BackendRun]) -> ExitCode {
        if runs.contains(where: { $0.conclusion == .failure }) { return ExitCode(1) }
        return runs.allSatisfy { $0.conclusion == .success } ? ExitCode(0) : ExitCode(2)
    }
}
