import Synchronization

/// Keeps a log readable where a peer or a database causes the same message again and again.
final class LogLimiter: Sendable {
    private let last = Mutex<[String: ContinuousClock.Instant]>([:])

    /// Whether a message of some kind may be logged: once in five seconds.
    func permits(_ kind: String) -> Bool {
        let now = ContinuousClock.now
        return last.withLock { last in
            if let before = last[kind], before.duration(to: now) < .seconds(5) { return false }
            last[kind] = now
            return true
        }
    }
}
