import Synchronization

/// A value that several tasks share.
package final class Shared<Value: Sendable>: Sendable {
    package let value: Mutex<Value>
    package init(_ value: Value) { self.value = Mutex(value) }

    /// What was held; from then on nothing is.
    package func take<Held>() -> Held? where Value == Held? {
        value.withLock { held in
            defer { held = nil }
            return held
        }
    }
}
