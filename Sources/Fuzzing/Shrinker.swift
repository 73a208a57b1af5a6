import Conformance
import TaskDatabases
import Wire

/// Shrinks a sequence that shows a difference.
struct Shrinker {
    /// Returns how many of a sequence's first steps are needed to show a difference; nil if it shows none.
    let shows: (OperationSequence) async throws -> Int?
    /// The number of sequences that may still be tried.
    private(set) var tries: Int

    init(tries: Int, shows: @escaping (OperationSequence) async throws -> Int?) {
        self.tries = tries
        self.shows = shows
    }

    mutating func shrink(_ sequence: OperationSequence) async throws -> OperationSequence {
        var smallest = sequence
        var isSmaller = true
        while isSmaller, tries > 0 {
            let before = smallest
            try await removeSteps(&smallest)
            try await simplify(&smallest)
            isSmaller = smallest != before
        }
        return smallest
    }

    private mutating func attempt(_ candidate: OperationSequence, _ smallest: inout OperationSequence) async throws
        -> Bool
    {
        guard tries > 0, candidate.isFair, candidate != smallest else { return false }
        tries -= 1
        guard let needed = try await shows(candidate) else { return false }
        smallest = OperationSequence(steps: Array(candidate.steps.prefix(needed)))
        return true
    }

    /// Delta debugging: removes halves, quarters, and at last single steps.
    private mutating func removeSteps(_ smallest: inout OperationSequence) async throws {
        var size = max(1, smallest.steps.count / 2)
        while true {
            var start = 0
            while start < smallest.steps.count {
                var candidate = smallest
                candidate.steps.removeSubrange(start..<min(start + size, candidate.steps.count))
                if try await !attempt(candidate, &smallest) { start += size }
            }
            if size == 1 { return }
            size /= 2
        }
    }

    /// Replaces each step by simpler ones.
    private mutating func simplify(_ smallest: inout OperationSequence) async throws {
        var index = 0
        while index < smallest.steps.count {
            var isSimpler = false
            for simpler in smallest.steps[index].simplifications {
                var candidate = smallest
                candidate.steps[index] = simpler
                if try await attempt(candidate, &smallest) {
                    isSimpler = true
                    break
                }
            }
            if !isSimpler { index += 1 }
        }
    }
}
