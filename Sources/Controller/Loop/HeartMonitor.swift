/// Finds out which engines live: each must answer a heartbeat now and then.
struct HeartMonitor {
    private let mostMisses: Int
    private var current: [UInt8]
    private var last: [UInt8]
    /// Heartbeats in a row without an answer, by engine.
    private var misses: [String: Int] = [:]
    private var answered: Set<String> = []

    /// - Parameters:
    ///   - mostMisses: an engine that misses more in a row is dead.
    ///   - now: seconds of any clock.
    init(mostMisses: Int, now: Double) {
        self.mostMisses = mostMisses
        current = Array("\(now)".utf8)
        last = current
    }

    /// The text that engines must answer with.
    var ping: [UInt8] { current }

    /// Begins a heartbeat. Returns the engines that are dead.
    mutating func beat(now: Double) -> [String] {
        var stopped: [String] = []
        for (engine, missed) in misses where !answered.contains(engine) {
            misses[engine] = missed + 1
            if missed + 1 > mostMisses { stopped.append(engine) }
        }
        answered.removeAll(keepingCapacity: true)
        for engine in stopped { forget(engine) }
        last = current
        current = Array("\(now)".utf8)
        return stopped.sorted()
    }

    /// Takes an answer of an engine that is known. Returns whether it is one to this heartbeat or the last.
    mutating func receive(_ text: [UInt8], from engine: String) -> Bool {
        guard text == current || text == last else { return false }
        misses[engine] = 0
        answered.insert(engine)
        return true
    }

    /// Watches an engine that has not answered yet.
    mutating func watch(_ engine: String) { misses[engine] = misses[engine] ?? 0 }

    /// Watches an engine no more.
    mutating func forget(_ engine: String) {
        misses[engine] = nil
        answered.remove(engine)
    }
}
