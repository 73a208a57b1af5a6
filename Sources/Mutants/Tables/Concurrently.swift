import Foundation

/// What becomes of each element, in their order; as many are worked on at a time as there are processors.
///
/// Once the task is cancelled no more are begun, and those that are done are told.
///
/// - Parameters:
///   - work: gives nil where it could not be done to its end.
///   - report: called as each is done, with how many are.
func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) async -> Result?, report: (Result, Int) -> Void
) async -> [Result] {
    await withTaskGroup(of: (Int, Result?).self) { group in
        var results: [Int: Result] = [:]
        var waiting = elements.indices.makeIterator()
        func begin() {
            guard !Task.isCancelled, let index = waiting.next() else { return }
            group.addTask { @concurrent in (index, await work(elements[index])) }
        }
        for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
        for await (index, result) in group {
            if let result {
                results[index] = result
                report(result, results.count)
            }
            begin()
        }
        return elements.indices.compactMap { results[$0] }
    }
}
