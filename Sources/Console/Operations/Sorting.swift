/// A stable sort that compares in CPython's order, so that the same comparison raises first.
enum Sorting {
    /// Returns the indices of the items in ascending order.
    static func order(_ count: Int, isLess: (Int, Int) throws -> Bool) rethrows -> [Int] {
        guard count > 1 else { return Array(0..<count) }
        var runs: [[Int]] = []
        var start = 0
        let least = leastRun(count)
        while start < count {
            var run = try run(from: start, count, isLess)
            let end = min(start + max(run.count, least), count)
            for index in start + run.count..<max(end, start + run.count) {
                try insert(index, into: &run, isLess)
            }
            start += run.count
            runs.append(run)
        }
        while runs.count > 1 {
            var merged: [[Int]] = []
            for pair in stride(from: 0, to: runs.count, by: 2) {
                merged.append(pair + 1 < runs.count ? try merge(runs[pair], runs[pair + 1], isLess) : runs[pair])
            }
            runs = merged
        }
        return runs[0]
    }

    private static func leastRun(_ count: Int) -> Int {
        var count = count
        var odd = 0
        while count >= 64 {
            odd |= count & 1
            count >>= 1
        }
        return count + odd
    }

    /// Returns the run that starts at an index: ascending, or strictly descending and then reversed.
    private static func run(from start: Int, _ count: Int, _ isLess: (Int, Int) throws -> Bool) rethrows -> [Int] {
        guard start + 1 < count else { return [start] }
        var end = start + 2
        if try isLess(start + 1, start) {
            while end < count, try isLess(end, end - 1) { end += 1 }
            return (start..<end).reversed()
        }
        while end < count, try !isLess(end, end - 1) { end += 1 }
        return Array(start..<end)
    }

    private static func insert(_ item: Int, into run: inout [Int], _ isLess: (Int, Int) throws -> Bool) rethrows {
        var low = 0
        var high = run.count
        while low < high {
            let middle = (low + high) / 2
            if try isLess(item, run[middle]) { high = middle } else { low = middle + 1 }
        }
        run.insert(item, at: low)
    }

    private static func merge(_ left: [Int], _ right: [Int], _ isLess: (Int, Int) throws -> Bool) rethrows -> [Int] {
        var merged: [Int] = []
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            if try isLess(right[second], left[first]) {
                merged.append(right[second])
                second += 1
            } else {
                merged.append(left[first])
                first += 1
            }
        }
        return merged + left[first...] + right[second...]
    }
}
