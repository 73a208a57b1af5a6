import DequeModule

/// The latest signatures, so that a message that was recorded on the network cannot be sent again.
///
/// Of each signature 64 bits are kept: an honest message is taken for a duplicate once in 10^14.
package struct ReplayMemory: Sendable {
    private var known: Set<UInt64> = []
    private var order: Deque<UInt64> = []
    private let capacity: Int

    /// - Parameter capacity: how many signatures are kept; older ones are forgotten.
    package init(capacity: Int = 65_536) { self.capacity = max(capacity, 1) }

    /// Adds a signature; false if it is known already. Unsigned messages are always new.
    package mutating func insert(_ signature: [UInt8]) -> Bool {
        guard let number = UInt64(String(decoding: signature.prefix(16), as: UTF8.self), radix: 16) else { return true }
        guard known.insert(number).inserted else { return false }
        order.append(number)
        if order.count > capacity { known.remove(order.removeFirst()) }
        return true
    }
}
