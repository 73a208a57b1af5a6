import Foundation

/// Maps elements concurrently, one per processor at a time; the results are in the order of the elements.
///
/// Once the task is cancelled, no more elements are started; the finished results are returned.
///
/// - Parameters:
///   - work: returns nil if it was interrupted.
///   - report: called with each result and the number of results so far.
package func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) async -> Result?,
    report: (Result, Int) -> Void = { _, _ in }
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
