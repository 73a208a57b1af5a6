import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// The array with each element changed, by as many processors as there are: for work that takes longer than
    /// handing it out, and each piece of which stands by itself.
    package func inParallel<Result: Sendable>(_ change: @Sendable (Element) -> Result) -> [Result] {
        // One alone may itself have parts, which as a part among others it could not share out.
        guard count > 1 else { return map(change) }
        // Parts of equal size, a few for each processor, since elements differ.
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
