import Testing

@testable import Controller

@Suite struct HeartMonitorTests {
    @Test func `an engine that misses too many heartbeats is dead`() {
        var heart = HeartMonitor(mostMisses: 2, now: 0)
        let isAnswer = heart.receive(heart.ping, from: "a")
        #expect(isAnswer)
        heart.watch("b")
        let stopped = (1...5).map { heart.beat(now: Double($0)) }
        #expect(stopped == [[], [], ["b"], ["a"], []])
    }

    @Test func `an answer to this heartbeat or the last one counts`() {
        var heart = HeartMonitor(mostMisses: 0, now: 0)
        let pings = (1...3).map { number in
            _ = heart.beat(now: Double(number))
            return heart.ping
        }
        let areAnswers = (pings.reversed() + [[]]).map { heart.receive($0, from: "a") }
        #expect(areAnswers == [true, true, false, false])
        let stopped = heart.beat(now: 4)
        #expect(stopped == [])
    }
}
