import Synchronization

/// Keeps a log readable where a peer or a database causes the same message again and again.
final class LogLimiter: Sendable {
    /// When a message of a kind was last logged, and how many have been left out since.
    private struct Past {
        var last: ContinuousClock.Instant
        var leftOut = 0
    }

    private let past = Mutex<[String: Past]>([:])

    /// What to log for a message: once in five seconds its text, with the number of those left out before; nil for the rest.
    ///
    /// - Parameter kind: what is counted together. There must be few, whatever peers send.
    func limit(_ message: String, kind: String) -> String? {
        let now = ContinuousClock.now
        let leftOut: Int? = past.withLock { past in
            guard let before = past[kind], before.last.duration(to: now) < .seconds(5) else {
                return past.updateValue(Past(last: now), forKey: kind)?.leftOut ?? 0
            }
            past[kind]?.leftOut += 1
            return nil
        }
        return leftOut.map { $0 == 0 ? message : "\(message) (and \($0) more like it)" }
    }
}
