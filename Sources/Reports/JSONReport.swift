import Conformance
import Diagnostics
import Specification
import Wire

/// The report that other programs read: `taskdb-report/1`. Its schema is Conformance/schemas/report.schema.json.
struct JSONReport: Report {
    private let suite: PreparedSuite

    init(_ suite: PreparedSuite) { self.suite = suite }

    func text(_ runs: [BackendRun]) -> String { json(runs).indented + "\n" }

    private func json(_ runs: [BackendRun]) -> JSON {
        [
            "format": "taskdb-report/1",
            "suite": [
                "version": .string(suite.suite.version), "digest": .string(suite.suite.digest),
                "rules": .integer(suite.suite.rules.count), "cases": .integer(suite.suite.cases.count),
            ],
            "kit": ["name": .string(Kit.name), "version": .string(Kit.version)],
            "runs": .array(runs.map(Self.run)),
        ]
    }

    private static func run(_ run: BackendRun) -> JSON {
        [
            "backend": [
                "spec": .string(run.label.spec), "name": .string(run.info?.name ?? ""),
                "version": .string(run.info?.version ?? ""),
                "profile": run.info.map { .string($0.profile.rawValue) } ?? .null,
                "capabilities": .array((run.info?.capabilities ?? []).map(JSON.string)),
            ],
            "verdict": .string(run.verdict.rawValue),
            "counts": counts(run),
            "seconds": seconds(run.seconds),
            "mishap": run.mishap.map { .string($0.description) } ?? .null,
            "cases": .array(run.cases.map(testCase)),
        ]
    }

    private static func counts(_ run: BackendRun) -> JSON {
        [
            "passed": .integer(run.count(.passed)),
            "failed": .integer(run.count(.failed) + run.count(.unexpectedPass)),
            "warned": .integer(run.count(.warned)),
            "known": .integer(run.count(.knownFailure)),
            "not_applicable": .integer(run.count(.notApplicable)),
            "not_run": .integer(run.count(.notRun)),
        ]
    }

    private static func testCase(_ result: CaseResult) -> JSON {
        [
            "id": .string(result.testCase.id),
            "rules": .array(result.testCase.proves.map(JSON.string)),
            "level": .string(result.level.rawValue),
            "outcome": .string(result.outcome.rawValue),
            "source": ["file": .string(result.place.file), "line": .integer(result.place.line)],
            "message": result.message.map(JSON.string) ?? .null,
            "seconds": seconds(result.seconds),
        ]
    }

    /// To the microsecond: the rest is noise.
    private static func seconds(_ seconds: Double) -> JSON { .double((seconds * 1_000_000).rounded() / 1_000_000) }
}
