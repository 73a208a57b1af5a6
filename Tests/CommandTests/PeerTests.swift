import Foundation
import TestSupport
import Testing
import Wire

/// ipyparallel 9.2.0's own backends, judged for real: Conformance/reports and Conformance/known-failures say what comes out.
@Suite(.serialized) struct PeerTests {
    /// The cases of a peer that one run judges: a restart takes a second, and with a server every write takes its time.
    struct Part {
        var run: [String] = []
        var skip: [String] = []

        var options: [String] {
            run.flatMap { ["--run", "parallel_db/\($0)*"] } + skip.flatMap { ["--skip", "parallel_db/\($0)*"] }
        }

        func holds(_ id: String) -> Bool {
            func begins(_ names: [String]) -> Bool { names.contains { id.hasPrefix("parallel_db/" + $0) } }
            return (run.isEmpty || begins(run)) && !begins(skip)
        }
    }

    private static let restarts = ["persist-", "restart-"]
    private static let writes = ["add-", "update-", "drop-", "many-", "size-"]
    private static let mongodb = "python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence"
    static let peers = [
        ("ipyparallel-dictdb", "python:ipyparallel.controller.dictdb:DictDB", Part()),
        ("ipyparallel-nodb", "python:ipyparallel.controller.dictdb:NoDB?profile=non-recording", Part()),
        ("ipyparallel-sqlitedb", "python:ipyparallel.controller.sqlitedb:SQLiteDB?capabilities=+persistence", Part()),
        ("ipyparallel-mongodb", mongodb, Part(run: restarts)),
        ("ipyparallel-mongodb", mongodb, Part(run: writes)),
        ("ipyparallel-mongodb", mongodb, Part(skip: restarts + writes)),
    ]

    @Test(.timeLimit(.minutes(3)), arguments: peers)
    func `is judged as reported, and fails as known`(name: String, spec: String, part: Part) async throws {
        let list = Program.project.appending(path: "Conformance/known-failures/\(name).txt").path
        let program = try await Program.taskdb(
            ["test", "--backend", spec, "--report", "json", "--known-failures", list] + part.options,
            in: Program.project, environment: ["TASKDB_MONGODB": try MongoServer.shared.get().uri])
        #expect(program.status == 0, "\(program.error)")
        let now = try Self.outcomes(Array(program.output.utf8)).filter { part.holds($0.key) }
        let reported = try Self.reported(name).filter { part.holds($0.key) }
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
