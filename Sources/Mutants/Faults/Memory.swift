import Synchronization

/// State that a fault keeps from one request to the next.
final class Memory<State: Sendable>: Sendable {
    private let state: Mutex<State>

    init(_ state: State) { self.state = Mutex(state) }

    /// Reads or changes the state under a lock.
    func use<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { body(&$0) }
    }
}
