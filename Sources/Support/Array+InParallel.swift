import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Maps the elements on all processors at once.
    package func inParallel<Result: Sendable>(_ change: @Sendable (Element) -> Result) -> [Result] {
        guard count > 1 else { return map(change) }
        // Several parts for each processor, since elements take different times.
        let size = Swift.max(1, count / (8 * ProcessInfo.processInfo.activeProcessorCount))
        let parts = (count + size - 1) / size
        let results = Mutex([[Result]](repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let changed = self[part * size..<Swift.min((part + 1) * size, count)].map(change)
            results.withLock { $0[part] = changed }
        }
        return results.withLock { $0.flatMap(\.self) }
    }
}
