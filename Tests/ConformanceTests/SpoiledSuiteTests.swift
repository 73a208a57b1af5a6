import Console
import Diagnostics
import Markdown
import Specification
import Testing

@testable import Backends
@testable import Conformance

/// A case that cannot fail is a defect: every example of every case is spoiled once, and must then fail, there and nowhere
/// else.
@Suite struct SpoiledSuiteTests {
    @Test func `every example fails once what it expects is spoiled`() async throws {
        let suite = TestSuite.carried.suite
        let sessions = suite.suite.cases.filter { $0.language == .pycon && !$0.needsClients }.map {
            (testCase: $0, examples: suite.parts(of: $0).last?.session.examples ?? [])
        }
        let longest = sessions.map(\.examples.count).max() ?? 0
        try #require(longest > 0)
        for index in 0..<longest {
            let spoiled = sessions.filter { index < $0.examples.count }
            let run = try await judge(spoiled.map { Spoiling(testCase: $0.testCase, example: $0.examples[index]) })
            let expected = Dictionary(
                uniqueKeysWithValues: spoiled.map { ($0.testCase.id, $0.examples[index].source) })
            for result in run {
                let failed = result.failure?.input
                #expect(failed == expected[result.testCase.id], "\(result.testCase.id), example \(index + 1)")
            }
            #expect(run.count == sessions.count)
        }
    }

    @Test func `every conversation fails once a reply is spoiled`() async throws {
        let cases = TestSuite.carried.suite.suite.cases.filter { $0.language == .json }
        try #require(!cases.isEmpty)
        for testCase in cases {
            let lines = testCase.body.split(separator: "\n")
            for reply in stride(from: 1, to: lines.count, by: 2) {
                var spoiled = lines
                spoiled[reply] = #"{"jsonrpc":"2.0","id":"spoiled","result":null}"#
                let run = await TestSuite.judge(Self.page(spoiled.joined(separator: "\n"), "json", ""), .dictdb)
                #expect(run.cases.map(\.outcome) == [.failed], "\(testCase.id), reply \(reply / 2 + 1)")
            }
        }
    }

    @Test func `every choice fails once another is expected`() async throws {
        let cases = TestSuite.carried.suite.suite.cases.filter { $0.selects != nil && $0.uses.isEmpty }
        try #require(!cases.isEmpty)
        for testCase in cases {
            for choice in ["DictDB", "NoDB", "SQLiteDB", "MongoDB", "error"] {
                let page = Self.page(testCase.body, testCase.language.rawValue, "selects=\(choice)")
                let outcome: CaseOutcome = choice == testCase.selects ? .passed : .failed
                #expect(
                    await TestSuite.judge(page, .dictdb).cases.map(\.outcome) == [outcome],
                    "\(testCase.id), selects=\(choice)")
            }
        }
    }

    private static func page(_ body: String, _ language: String, _ keys: String) -> PreparedSuite {
        TestSuite.page(
            """
            <!-- rule: r -->
            It **must** be.

            <!-- case: c \(keys) -->
            ````\(language)
            \(body)
            ````
            """
        ).suite
    }

    /// The results that count: each case with the backend it is for.
    private func judge(_ spoilings: [Spoiling]) async throws -> [CaseResult] {
        let spoilings = Dictionary(uniqueKeysWithValues: spoilings.map { ($0.testCase.id, $0) })
        let (suite, diagnostics) = PreparedSuite.prepare(
            Suite.load(pages: Self.pages { spoilings[$0.id]?.body ?? $0.body }))
        try #require(diagnostics.map(\.description) == [])
        var results: [CaseResult] = []
        var left = suite.suite.cases
        for database in BuiltInDatabase.selfContained {
            let run = await TestSuite.judge(suite, database, left)
            results += run.cases.filter { $0.outcome != .notApplicable }
            left = run.cases.filter { $0.outcome == .notApplicable }.map(\.testCase)
        }
        return results + (await TestSuite.judgedWithLimits(suite, left)).filter { $0.outcome != .notApplicable }
    }

    /// Pages with all sessions as blocks of their own, those of tables among them.
    private static func pages(_ body: (Case) -> String) -> [(path: String, bytes: [UInt8])] {
        let suite = TestSuite.carried.suite.suite
        let cases = suite.cases.filter { $0.language == .pycon && !$0.needsClients }
        return Set(cases.map { prefix(of: $0.id) }).sorted().map { page in
            let used = Set(cases.flatMap(\.uses))
            var text = "# \(page)\n\n<!-- rule: r -->\nIt **must** be.\n\n"
            for setup in suite.setups where prefix(of: setup.id) == page && used.contains(setup.id) {
                text += "<!-- setup: \(setup.name) -->\n````pycon\n\(setup.example.text)````\n\n"
            }
            for testCase in cases where prefix(of: testCase.id) == page {
                text += "<!-- case: \(testCase.name) \(keys(of: testCase)) -->\n````pycon\n\(body(testCase))````\n\n"
            }
            return (path: "Docs/\(page).md", bytes: Array(text.utf8))
        }
    }

    private static func prefix(of id: String) -> String { String(id.prefix { $0 != "/" }) }

    private static func keys(of testCase: Case) -> String {
        var keys = ["profile=\(testCase.profile.rawValue)", "proves=r"]
        if !testCase.open.isEmpty {
            keys.append("open=" + testCase.open.map { "\($0.name):\($0.value)" }.joined(separator: ","))
        }
        if !testCase.uses.isEmpty { keys.append("uses=" + testCase.uses.joined(separator: ",")) }
        if !testCase.requires.isEmpty { keys.append("requires=" + testCase.requires.joined(separator: ",")) }
        if let before = testCase.after { keys.append("after=\(before)") }
        return keys.joined(separator: " ")
    }
}

/// What one example expects, replaced by what cannot come.
private struct Spoiling {
    let testCase: Case
    let example: Example

    /// The case with the expected output replaced; where none is expected, some is added behind the input.
    var body: String {
        var lines = testCase.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let inputLines = example.source.split(separator: "\n", omittingEmptySubsequences: false).count
        let start = example.line - 1 + inputLines
        let count = example.expectedText.split(separator: "\n", omittingEmptySubsequences: false).count
        lines.replaceSubrange(start..<(example.expectedText.isEmpty ? start : start + count), with: replacement)
        return lines.joined(separator: "\n")
    }

    var replacement: [String] {
        guard case .traceback = example.expected else { return ["'spoiled'"] }
        return ["Traceback (most recent call last):", "    ...", "SpoiledError"]
    }
}
