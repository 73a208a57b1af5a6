/// How the task scheduler chooses among the engines that have room.
package enum TaskScheme: String, Sendable, CaseIterable {
    /// The engine with the fewest tasks; of these the one that was used least lately.
    case leastload
    /// The engine that was used least lately.
    case lru
    /// Any engine.
    case plainrandom
    /// The less loaded of two engines that are drawn with inverse load as weight.
    case weighted
    /// Of two random engines the one that was used least lately.
    case twobin
    /// One after the other, without limit and without dependencies.
    case pure

    func choose(
        among candidates: some Sequence<Int>, of engines: [EngineState], using random: inout SystemRandomNumberGenerator
    ) -> Int? {
        switch self {
        case .leastload:
            return candidates.min { left, right in
                (engines[left].load, engines[left].lastUse) < (engines[right].load, engines[right].lastUse)
            }
        case .lru, .pure: return candidates.min { engines[$0].lastUse < engines[$1].lastUse }
        case .plainrandom: return Array(candidates).randomElement(using: &random)
        case .twobin:
            let places = Array(candidates)
            guard let first = places.randomElement(using: &random), let second = places.randomElement(using: &random)
            else { return nil }
            return engines[first].lastUse <= engines[second].lastUse ? first : second
        case .weighted:
            let places = Array(candidates)
            guard let first = Self.draw(places, engines, &random), let second = Self.draw(places, engines, &random)
            else { return nil }
            return engines[first].load <= engines[second].load ? first : second
        }
    }

    /// An engine without tasks weighs a million times as much as one with a task.
    private static func draw(_ places: [Int], _ engines: [EngineState], _ random: inout SystemRandomNumberGenerator)
        -> Int?
    {
        let weights = places.map { 1 / (1e-6 + Double(engines[$0].load)) }
        guard let last = places.last else { return nil }
        var rest = Double.random(in: 0..<1, using: &random) * weights.reduce(0, +)
        for (place, weight) in zip(places, weights) {
            rest -= weight
            if rest < 0 { return place }
        }
        return last
    }
}
