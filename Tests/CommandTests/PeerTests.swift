import Foundation
import TestSupport
import Testing
import Wire

/// ipyparallel 9.2.0's own backends, judged for real: Conformance/reports and Conformance/known-failures say what comes out.
@Suite(.serialized) struct PeerTests {
    static let peers = [
        ("ipyparallel-dictdb", "python:ipyparallel.controller.dictdb:DictDB"),
        ("ipyparallel-nodb", "python:ipyparallel.controller.dictdb:NoDB?profile=non-recording"),
        ("ipyparallel-sqlitedb", "python:ipyparallel.controller.sqlitedb:SQLiteDB?capabilities=+persistence"),
        (
            "ipyparallel-mongodb",
            "python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence"
        ),
    ]

    @Test(.timeLimit(.minutes(6)), arguments: peers)
    func `is judged as reported, and fails as known`(name: String, spec: String) async throws {
        let list = Program.project.appending(path: "Conformance/known-failures/\(name).txt").path
        let program = try await Program.taskdb(
            ["test", "--backend", spec, "--report", "json", "--known-failures", list], in: Program.project,
            environment: ["TASKDB_MONGODB": try MongoServer.shared.get().uri])
        #expect(program.status == 0, "\(program.error)")
        let now = try Self.outcomes(Array(program.output.utf8))
        let reported = try Self.reported(name)
        #expect(!now.isEmpty)
        let differing = Set(now.keys).union(reported.keys).sorted().filter { id in
            let outcome = reported[id] ?? "not-applicable"
            return now[id] != (["failed", "not-run"].contains(outcome) ? "known-failure" : outcome)
        }
        #expect(differing == [], "Scripts/judge-peers renews the reports")
    }

    /// What each peer must be found to get wrong.
    @Test(arguments: [
        ("ipyparallel-dictdb", ["gt-date", "find-two-fields", "lt-skips-none", "culled-apart-get"]),
        ("ipyparallel-mongodb", ["add-date-text-submitted", "add-named-by-argument", "glob-and-not"]),
        ("ipyparallel-sqlitedb", ["find-all", "in-empty", "ne-date-matches-none", "in-with-none", "zones-range"]),
    ])
    func `is caught`(name: String, cases: [String]) throws {
        let reported = try Self.reported(name)
        for testCase in cases { #expect(reported["parallel_db/" + testCase] == "failed", "\(testCase)") }
    }

    @Test func `ipyparallel's NoDB fails nothing`() throws {
        let outcomes = try Self.reported("ipyparallel-nodb").values
        #expect(outcomes.contains("passed"))
        #expect(outcomes.allSatisfy { $0 == "passed" || $0 == "not-applicable" })
    }

    private static func reported(_ name: String) throws -> [String: String] {
        try outcomes(Array(Data(contentsOf: Program.project.appending(path: "Conformance/reports/\(name).json"))))
    }

    private static func outcomes(_ bytes: [UInt8]) throws -> [String: String] {
        guard case .array(let runs)? = try JSON(parsing: bytes)["runs"] else { throw CocoaError(.fileReadCorruptFile) }
        var outcomes: [String: String] = [:]
        for run in runs {
            guard case .array(let cases)? = run["cases"] else { continue }
            for testCase in cases {
                if case .string(let id)? = testCase["id"], case .string(let outcome)? = testCase["outcome"] {
                    outcomes[id] = outcome
                }
            }
        }
        return outcomes
    }
}
