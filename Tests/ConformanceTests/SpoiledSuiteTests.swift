import Carried
import Console
import Diagnostics
import Markdown
import Specification
import Testing

@testable import Conformance

/// A case that cannot fail is a defect: every example of every case is spoiled once, and must then fail, there and nowhere
/// else.
@Suite struct SpoiledSuiteTests {
    @Test func `every example fails once what it expects is spoiled`() async throws {
        let suite = TestSuite.carried.suite
        let sessions = suite.suite.cases.map {
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

    /// The results that count: each case with the backend it is for.
    private func judge(_ spoilings: [Spoiling]) async throws -> [CaseResult] {
        let pages = Carried.pages.map { page in
            (
                page.path,
                Array(
                    spoil(String(decoding: page.bytes, as: UTF8.self), at: spoilings.filter { $0.file == page.path })
                        .utf8)
            )
        }
        let (suite, diagnostics) = PreparedSuite.prepare(Suite.load(pages: pages))
        try #require(diagnostics.map(\.description) == [])
        var results: [String: CaseResult] = [:]
        for database in BuiltInDatabase.allCases {
            for result in await TestSuite.judge(suite, database).cases where result.outcome != .notApplicable {
                results[result.testCase.id] = results[result.testCase.id] ?? result
            }
        }
        return Array(results.values)
    }

    private func spoil(_ page: String, at spoilings: [Spoiling]) -> String {
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // From the last to the first, so that the line numbers of the rest stay right.
        for spoiling in spoilings.sorted(by: { $0.firstLine > $1.firstLine }) {
            lines.replaceSubrange(spoiling.expectedLines, with: spoiling.replacement)
        }
        return lines.joined(separator: "\n")
    }
}

/// What one example expects, replaced by what cannot come.
private struct Spoiling {
    let testCase: Case
    let example: Console.Example

    var file: String { testCase.source.file }
    var firstLine: Int { testCase.position(inBody: example.line, column: 1).line }

    /// Indices of the page's lines; empty, and behind the input, where nothing is expected.
    var expectedLines: Range<Int> {
        let inputLines = example.source.split(separator: "\n", omittingEmptySubsequences: false).count
        let start = firstLine - 1 + inputLines
        let count = example.expectedText.split(separator: "\n", omittingEmptySubsequences: false).count
        return start..<(example.expectedText.isEmpty ? start : start + count)
    }

    var replacement: [String] {
        guard case .traceback = example.expected else { return ["'spoiled'"] }
        return ["Traceback (most recent call last):", "    ...", "SpoiledError"]
    }
}
