import Testing

@testable import Controller

@Suite struct HeldRepliesTests {
    @Test func `a client takes its own replies, once and in their order`() {
        var held = HeldReplies()
        for (number, session) in ["a", "b", "a"].enumerated() { held.hold([[UInt8(number)]], for: session) }
        #expect(held.take(for: "c") == [])
        #expect(held.take(for: "a") == [[[0]], [[2]]])
        #expect(held.take(for: "a") == [])
        #expect(held.take(for: "b") == [[[1]]])
        #expect(held.isEmpty)
    }

    @Test func `the oldest are removed beyond a number and a size`() {
        var held = HeldReplies()
        for number in 0..<2000 { held.hold([[UInt8(number % 256)]], for: "a") }
        #expect(held.take(for: "a").count == 1024)
        for number in 0..<3 { held.hold([[UInt8(number)], [UInt8](repeating: 0, count: 30 << 20)], for: "\(number)") }
        #expect(held.take(for: "0") == [] && held.take(for: "2").count == 1)
        held.hold([[UInt8](repeating: 0, count: 65 << 20)], for: "big")
        #expect(held.take(for: "big") == [] && held.isEmpty)
    }
}
