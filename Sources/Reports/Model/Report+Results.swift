import Conformance
import Diagnostics
import Specification
import Wire

extension Report {
    package init(_ suite: PreparedSuite, _ runs: [Run]) {
        let judged = suite.suite
        self.init(
            suite: JudgedBy(
                version: judged.version, digest: judged.digest, rules: judged.rules.count, cases: judged.cases.count),
            kit: .current, runs: runs)
    }
}

extension Report.Program {
    /// This program.
    package static let current = Report.Program(name: Kit.name, version: Kit.version)
}

extension Report.Run {
    package init(_ run: BackendRun) {
        self.init(
            backend: Report.Backend(run.label, run.info), cases: run.cases.map(Report.CaseReport.init),
            error: run.error?.description,
            standardError: run.error.flatMap { $0.standardError.isEmpty ? nil : $0.standardError },
            isStrict: run.isStrict, notes: Self.notes(on: run),
            causes: run.causes.map { Report.Cause(message: $0.message, cases: $0.cases) }, seconds: run.seconds)
    }

    /// Names the capabilities that no case needs: they may be misspelt.
    private static func notes(on run: BackendRun) -> [String] {
        let known =
            Capability.known.filter { $0 != Capability.clients } + [BackendInfo.offsets, BackendInfo.objects]
        let needed = Set(known + run.cases.flatMap(\.testCase.requires))
        return (run.info?.capabilities ?? []).filter { !needed.contains($0) }.map { name in
            "no case needs the capability `\(name)`; "
                + (nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
                    ?? "the known ones are \(known.joined(separator: ", "))")
        }
    }
}

extension Report.Backend {
    fileprivate init(_ label: BackendLabel, _ info: BackendInfo?) {
        self.init(
            spec: label.spec, name: info?.name ?? "", version: info?.version ?? "", profile: info?.profile,
            capabilities: info?.capabilities ?? [], arguments: label.arguments)
    }
}

extension Report.CaseReport {
    fileprivate init(_ result: CaseResult) {
        self.init(
            id: result.testCase.id, rules: result.testCase.proves, level: result.level, outcome: result.outcome,
            source: Report.Location(
                result.failure?.source ?? result.unanswered?.source ?? result.testCase.source),
            message: result.message, failure: result.failure.map(Report.Failure.init),
            unanswered: result.unanswered?.input, seconds: result.seconds)
    }
}

extension Report.Failure {
    fileprivate init(_ failure: CaseFailure) {
        self.init(
            setup: failure.setup, input: failure.input, expected: failure.expected, actual: failure.actual,
            reason: failure.reason, operands: failure.operands, source: Report.Location(failure.source),
            template: failure.template.map(Report.Location.init))
    }
}

extension Report.Location {
    fileprivate init(_ location: SourceLocation) { self.init(file: location.file, line: location.line) }
}
