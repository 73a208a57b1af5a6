import JupyterMessages
import Testing

@Suite struct MessageIDSetTests {
    @Test func `a set has what was added, and nothing else`() {
        var set = MessageIDSet()
        let ids = ["a-b_1_0", "a-b_1_1", "a-b_1_7", "a-b_2_0", "a-b_1_3_uuid", "odd", "a_007", ""]
        for id in ids { set.insert(id) }
        #expect(ids.allSatisfy(set.contains))
        #expect(
            ["a-b_1_2", "a-b_1_3", "a-b_1_3_other", "a-b_2_1", "a_7", "b", "a-b_1"].allSatisfy { !set.contains($0) })
        set.remove("a-b_1_1")
        #expect(!set.contains("a-b_1_1") && set.contains("a-b_1_0"))
    }

    @Test func `the oldest session is forgotten beyond the limit`() {
        var set = MessageIDSet(mostSessions: 2)
        for session in 0..<3 { set.insert("s\(session)_1_5") }
        #expect((0..<3).map { set.contains("s\($0)_1_5") } == [false, true, true])
    }

    @Test func `scattered numbers are bounded`() {
        var set = MessageIDSet(mostRanges: 10)
        for number in 0..<100 { set.insert("s_1_\(2 * number)") }
        #expect((0..<100).filter { set.contains("s_1_\(2 * $0)") } == Array(90..<100))
    }
}
