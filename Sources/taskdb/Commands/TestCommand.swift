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
            A BACKEND is \(BackendSpec.forms), with options as in 'dictdb?record_limit=10&cull_fraction=0.5'. A program \
            that speaks the protocol comes after `--`, with its arguments. The default is dictdb and nodb.

            In a PATTERN, * matches any text without a slash and ** any text; a pattern without a slash is matched with \
            a case's name, one with a slash with page/name. @FILE reads patterns from a file, one a line.

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

    @Flag(name: .customLong("show-stderr"), help: "Show the standard error of backends.")
    var showsStandardError = false

    @OptionGroup var knownFailures: KnownFailuresOption

    @OptionGroup var docs: DocsOption

    @OptionGroup var program: ProgramOption

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
        if let error = reports.compactMap(\.fileError).first { throw ValidationError("--report: \(error)") }
    }

    func run() async throws {
        let specs = try backendSpecs()
        let suite = try docs.loadFaultless()
        let selected = try select(from: suite.suite.cases)
        let known = try knownFailures.load(suite.suite.cases)
        let judged = try await judge(specs, suite, selected).map(Report.Run.init)
        let (runs, areAsListed) = try knownFailures.judge(judged, known, suite.suite.cases)
        try write(Report(suite, runs), judgedBy: suite)
        throw areAsListed ? exitStatus(runs) : .negative
    }
}

extension TestCommand {
    private func backendSpecs() throws -> [BackendSpec] {
        let specs =
            try backends.map { try BackendSpec($0) }
            + (program.command.isEmpty ? [] : [BackendSpec(command: program.command)])
        return specs.isEmpty ? BuiltInDatabase.standard.map { BackendSpec($0) } : specs
    }

    private static let mostNotes = 20

    private func select(from cases: [Case]) throws -> [Case] {
        let selection = CaseSelection(run: try run.flatMap(patterns), skip: try skip.flatMap(patterns))
        let stale = selection.stale(among: cases)
        for pattern in stale.prefix(Self.mostNotes) {
            Terminal.writeError("note: no case matches \(pattern); `taskdb list` shows their names\n")
        }
        if stale.count > Self.mostNotes {
            Terminal.writeError("note: no case matches \(stale.count - Self.mostNotes) more\n")
        }
        let selected = selection.select(from: cases)
        guard !selected.isEmpty else {
            Terminal.writeError("no case is selected, so there is no verdict\n")
            throw ExitStatus.inconclusive
        }
        return selected
    }

    private func patterns(_ text: String) throws -> [String] {
        guard text.hasPrefix("@") else { return [text] }
        let path = String(text.dropFirst())
        guard let content = String(validating: try InputFile.bytes(of: path, for: "the patterns"), as: UTF8.self) else {
            throw CommandError.usage("the patterns in \(path) cannot be read: it is not UTF-8 text")
        }
        let patterns = content.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        // Names are looked up; each pattern is compared with every case.
        guard patterns.count(where: { $0.contains("*") }) <= 1000 else {
            throw CommandError.usage("\(path) holds more than 1000 patterns with *")
        }
        return patterns
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
                let runner = SuiteRunner(suite, selected: selected, isStrict: strict, findsCauses: true) {
                    progress.update($0)
                }
                runs.append(await runner.run(spec.label, backend))
            }
            progress.clear()
            return runs
        }
    }

    /// Writes all reports, even if one of them cannot be written. The format `pretty` goes to standard output unless
    /// another does, or `pretty` itself goes to a file.
    private func write(_ report: Report, judgedBy suite: PreparedSuite) throws {
        let pretty = reports.contains { $0.file == nil || $0.format == .pretty } ? [] : [ReportOption(.pretty)]
        var errors: [CommandError] = []
        for option in pretty + reports {
            do { try option.write(report, judgedBy: suite) } catch { errors.append(CommandError(error)) }
        }
        for error in errors.dropLast() { error.show() }
        if let last = errors.last { throw last }
    }

    private func exitStatus(_ runs: [Report.Run]) -> ExitStatus {
        if runs.contains(where: { $0.conclusion == .failure }) { return .negative }
        return runs.allSatisfy { $0.conclusion == .success } ? .success : .inconclusive
    }
}
