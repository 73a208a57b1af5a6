import Foundation
import Testing
import Wire

/// ipyparallel 9.2.0's own backends, judged for real, come out as Conformance/reports/ says.
@Suite struct PeerTests {
    static let peers = [
        ("ipyparallel-dictdb", "python:ipyparallel.controller.dictdb:DictDB"),
        ("ipyparallel-nodb", "python:ipyparallel.controller.dictdb:NoDB?profile=non-recording"),
        ("ipyparallel-sqlitedb", "python:ipyparallel.controller.sqlitedb:SQLiteDB"),
    ]

    @Test(arguments: peers)
    func `is judged as reported`(name: String, spec: String) throws {
        let program = try Program.taskdb(["test", "--backend", spec, "--report", "json"])
        let now = try Self.outcomes(Array(program.output.utf8))
        let file = Program.project.appending(path: "Conformance/reports/\(name).json")
        let reported = try Self.outcomes(Array(Data(contentsOf: file)))
        #expect(!now.isEmpty)
        for id in Set(now.keys).union(reported.keys).sorted() {
            #expect(now[id] == reported[id], "\(id): Scripts/judge-peers renews the reports")
        }
    }

    /// What each peer is known to get wrong, whatever the cases are called today: see the rules they prove.
    @Test(arguments: [
        ("ipyparallel-dictdb", ["gt-date", "find-two-fields", "lt-skips-none", "culled-apart-get"]),
        ("ipyparallel-sqlitedb", ["find-all", "in-empty", "ne-date-matches-none", "in-with-none", "zones-range"]),
    ])
    func `is caught`(name: String, cases: [String]) throws {
        let file = Program.project.appending(path: "Conformance/reports/\(name).json")
        let reported = try Self.outcomes(Array(Data(contentsOf: file)))
        for testCase in cases { #expect(reported["parallel_db/" + testCase] == "failed", "\(testCase)") }
    }

    @Test func `ipyparallel's NoDB is conformant`() throws {
        let file = Program.project.appending(path: "Conformance/reports/ipyparallel-nodb.json")
        let report = try JSON(parsing: Array(Data(contentsOf: file)))
        guard case .array(let runs)? = report["runs"] else { throw CocoaError(.fileReadCorruptFile) }
        #expect(runs.map { $0["verdict"] } == ["conformant"])
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
