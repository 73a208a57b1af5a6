import Conformance
import Specification
import Testing

@Suite struct SelectionTests {
    static let cases: [Case] = TestSuite.page(
        """
        <!-- rule: r -->
        It **must** be.

        <!-- case: find-all -->
        ```pycon
        >>> 1
        1
        ```

        <!-- case: find.one -->
        ```pycon
        >>> 1
        1
        ```

        <!-- case: drop -->
        ```pycon
        >>> 1
        1
        ```
        """
    ).suite.suite.cases

    @Test(
        arguments: [
            ([], [], ["find-all", "find.one", "drop"]), (["find*"], [], ["find-all", "find.one"]),
            (["drop"], [], ["drop"]),
            (["page/*"], ["*one"], ["find-all", "drop"]), (["**"], ["page/find*"], ["drop"]),
            (["p*/drop"], [], ["drop"]),
            (["page*"], [], []), (["**drop"], [], ["drop"]), (["*p*"], [], ["drop"]), (["find?all"], [], []),
            (["find.*"], [], ["find.one"]),
            (["drop", "find-all"], [], ["find-all", "drop"]), (["*"], ["*"], []),
        ] as [([String], [String], [String])])
    func selects(run: [String], skip: [String], names: [String]) {
        #expect(CaseSelection(run: run, skip: skip).select(from: Self.cases).map(\.name) == names)
    }

    @Test func `patterns that match nothing are reported`() {
        #expect(CaseSelection(run: ["drop", "dorp"], skip: ["x/**"]).stale(among: Self.cases) == ["dorp", "x/**"])
    }

    @Test func `a pattern of many stars ends`() {
        let pattern = String(repeating: "*a", count: 200)
        #expect(CaseSelection(run: [pattern + "b"]).select(from: Self.cases).isEmpty)
    }
}
