import Synchronization

/// A value shared by several tasks.
package final class Shared<Value: Sendable>: Sendable {
    package let value: Mutex<Value>
    package init(_ value: Value) { self.value = Mutex(value) }

    /// Returns the value and leaves nil in its place.
    package func take<Held>() -> Held? where Value == Held? {
        value.withLock { held in
            defer { held = nil }
            return held
        }
    }
}
