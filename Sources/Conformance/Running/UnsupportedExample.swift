import Console
import Diagnostics
import Specification
import Support

/// An example of a page that the console subset cannot evaluate. That is the page's fault, and no failure of a backend.
struct UnsupportedExample: Error, CustomStringConvertible {
    let source: SourceLocation
    let error: SourceError

    /// Nil if the example could be evaluated, or exceeded a limit, as a backend's answer can make it do.
    init?(_ run: CaseRunner.ExampleRun) {
        guard case .notEvaluated(let error) = run.result, error.kind == .unsupported else { return nil }
        self.error = error
        let block = run.part.source
        source = SourceLocation(
            file: block.fence.file,
            position: block.writtenPosition(
                line: run.example.line + error.line - 1, column: run.example.sourceColumn + error.column - 1))
    }

    var description: String { "\(source): the example cannot be evaluated: \(error.message)" }
}

extension PreparedSuite {
    /// Runs every session with a reference database, and reports what the console subset leaves out where only a run shows
    /// it: methods, and arguments of functions.
    package func unsupportedExamples() async -> [Diagnostic] {
        let cases = suite.cases.filter { $0.language == .pycon && !$0.needsClients }
        let found = await concurrently(cases) { await unsupportedExamples(in: $0) }.flatMap(\.self)
        var places: Set<SourceLocation> = []
        return found.filter { places.insert($0.source).inserted }.compactMap { example in
            suite.pages.first { $0.path == example.source.file }?.source.diagnostic(
                at: example.source.position, example.error.message)
        }
    }

    private func unsupportedExamples(in testCase: Case) async -> [UnsupportedExample] {
        var found: [UnsupportedExample] = []
        let backend = InProcessBackend(testCase.profile == .nonRecording ? DatabaseHost.noDB() : .dictDB())
        // The reference may lack what the case requires; the examples are evaluated all the same.
        _ = try? await CaseRunner(suite: self, backend: backend).run(testCase) { run in
            if let example = UnsupportedExample(run) { found.append(example) }
            return nil
        }
        _ = await backend.stop()
        return found
    }
}
