import Foundation
import TestSupport
import Testing
import Wire

/// ipyparallel 9.2.0's own backends, judged for real: Conformance/reports and Conformance/known-failures say what comes out.
@Suite(.serialized) struct PeerTests {
    /// Which cases of a peer are judged in one run: a restart takes a second, and with a server every write takes its time.
    enum Part {
        case all, withoutRestarts, restarts

        private static let patterns = ["parallel_db/persist-*", "parallel_db/restart-*"]

        var options: [String] {
            switch self {
            case .all: []
            case .withoutRestarts: Self.patterns.flatMap { ["--skip", $0] }
            case .restarts: Self.patterns.flatMap { ["--run", $0] }
            }
        }

        func holds(_ id: String) -> Bool {
            let restarts = Self.patterns.contains { id.hasPrefix($0.dropLast()) }
            return self == .all || restarts == (self == .restarts)
        }
    }

    private static let mongodb = "python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence"
    static let peers: [(String, String, Part)] = [
        ("ipyparallel-dictdb", "python:ipyparallel.controller.dictdb:DictDB", .all),
        ("ipyparallel-nodb", "python:ipyparallel.controller.dictdb:NoDB?profile=non-recording", .all),
        ("ipyparallel-sqlitedb", "python:ipyparallel.controller.sqlitedb:SQLiteDB?capabilities=+persistence", .all),
        ("ipyparallel-mongodb", mongodb, .withoutRestarts), ("ipyparallel-mongodb", mongodb, .restarts),
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
