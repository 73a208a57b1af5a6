import Backends
import CarriedPages
import Conformance
import Foundation
import Specification
import TaskDatabases
import TestSupport
import Testing
import Wire

/// The database that the page's `swift` block judges; MyDatabaseTests.swift is that block.
struct MyDatabase: TaskDatabase {
    private let records = DictDB()

    func addRecord(_ msgID: String, _ record: TaskRecord) async throws { try await records.addRecord(msgID, record) }
    func getRecord(_ msgID: String) async throws -> TaskRecord { try await records.getRecord(msgID) }
    func updateRecord(_ msgID: String, _ changes: Document) async throws {
        try await records.updateRecord(msgID, changes)
    }
    func dropRecord(_ msgID: String) async throws { try await records.dropRecord(msgID) }
    func dropMatchingRecords(_ check: Document) async throws { try await records.dropMatchingRecords(check) }
    func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
        try await records.findRecords(check, keys: keys)
    }
    func getHistory() async throws -> [String] { await records.getHistory() }
}

/// Judging a database from one's own tests.
@Suite struct SwiftEntryTests {
    @Test func `the block on the page is what is compiled and run here`() throws {
        let blocks = TestSuite.carried.suite.suite.cases.filter { $0.language == .swift }
        let file = Program.project.appending(path: "Tests/ConformanceTests/MyDatabaseTests.swift")
        #expect(blocks.map(\.body) == [try String(contentsOf: file, encoding: .utf8)])
    }

    @Test func `cases that need more than the database has are left out`() {
        let plain = ConformanceSuite.carried.cases(for: DictDB.self).map(\.description)
        let culling = ConformanceSuite.carried.cases(for: DictDB.self, capabilities: ["culling"]).map(\.description)
        let forgetful = ConformanceSuite.carried.cases(for: NoDB.self, profile: .nonRecording).map(\.description)
        #expect(!plain.contains("parallel_db/cull-by-count"))
        #expect(culling.contains("parallel_db/cull-by-count"))
        #expect(Set(plain).isSubset(of: culling))
        #expect(
            forgetful.contains { $0.hasPrefix("parallel_db/nodb") } && !forgetful.contains("parallel_db/add-then-find"))
    }

    @Test func `a failure has its place and its difference`() async throws {
        let testCase = try #require(
            ConformanceSuite.carried.cases(for: NoDB.self).first { $0.description == "parallel_db/add-then-find" })
        let failure = await #expect(throws: ConformanceFailure.self) { try await testCase.run { NoDB() } }
        let text = failure?.description ?? ""
        #expect(text.hasPrefix("Docs/writes.md:"))
        #expect(text.contains(": parallel_db/add-then-find\nmust parallel_db/"))
        #expect(text.contains("KeyError"))
    }

    @Test func `a database that cannot be made fails the case`() async throws {
        struct Full: Error, CustomStringConvertible { let description = "the disk is full" }
        let testCase = try #require(ConformanceSuite.carried.cases(for: DictDB.self).first)
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await testCase.run { () -> DictDB in throw Full() }
        }
        #expect(failure?.description.contains("the disk is full") == true, "\(failure?.description ?? "")")
    }

    @Test func `options reach the database`() async throws {
        let cases = ConformanceSuite.carried.cases(for: DictDB.self, capabilities: ["culling"])
        let testCase = try #require(cases.first { $0.description == "parallel_db/cull-limit-of-one" })
        try await testCase.run { options in
            try await BuiltInDatabase.dictdb.source([:]).fresh(options)
        }
        await #expect(throws: ConformanceFailure.self) { try await testCase.run { DictDB() } }
    }
}
