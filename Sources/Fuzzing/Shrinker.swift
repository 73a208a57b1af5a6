import Conformance
import TaskDatabases
import Wire

/// Makes a sequence that shows a difference as small as it can.
struct Shrinker {
    /// Whether a sequence still shows a difference: the number of its first steps that are needed, or nil.
    let shows: (OperationSequence) async throws -> Int?
    /// How many more sequences may be tried.
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

    /// Delta debugging: takes away halves, quarters, and at last single steps.
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

    /// Puts simpler requests in the place of each step.
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
