import Foundation
import TestSupport
import Testing

@Suite struct DocsCommandTests {
    @Test func `all errors on a page are reported at once`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            # Pages

            <!-- rule: r -->
            It **must** be.

            <!-- case: a prooves=r -->
            ```pycon
            >>> while True: pass
            >>>1
            ```

            ```pycon
            >>> 1
            ```

            """, to: "page.md")
        let program = try await Program.taskdb(["docs", "check", "--docs", folder.url.path])
        #expect(program.status == 1)
        let places = program.error.split(separator: "\n").filter { $0.contains(": error: ") }
            .map { String($0.dropFirst(folder.url.path.count + 1)) }
        #expect(
            places.map { $0.split(separator: " ")[0] } == [
                "page.md:6:14:", "page.md:8:5:", "page.md:9:4:", "page.md:12:1:",
            ])
        #expect(program.error.contains("`while` is not part of the console subset"))
        #expect(program.error.hasSuffix("4 errors\n"))
    }

    @Test func `pages with mistakes judge nobody`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("```pycon\n>>> 1\n```\n", to: "page.md")
        let program = try await Program.taskdb(["test", "--docs", folder.url.path])
        #expect(program.status == 64)
        #expect(program.error.contains("page.md:1:1: error: "))
    }

    @Test func `other pages judge, too`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            <!-- rule: r -->
            It **must** be.

            <!-- case: a -->
            ```pycon
            >>> db.get_history()
            ['nothing']
            ```
            """, to: "page.md")
        let program = try await Program.taskdb(["test", "--docs", folder.url.path, "--backend", "dictdb"])
        #expect(program.status == 1)
        #expect(program.output.contains("page.md:6"))
    }
}
