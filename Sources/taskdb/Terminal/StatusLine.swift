import Synchronization

/// A line of progress on standard error, if that is a terminal.
final class StatusLine: Sendable {
    private let isShown = Terminal.isErrorTerminal
    private let lastShown = Mutex(ContinuousClock.now - .seconds(1))

    /// Shows at most ten lines a second.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        let isDue = lastShown.withLock { last in
            let now = ContinuousClock.now
            guard now - last > .milliseconds(100) else { return false }
            last = now
            return true
        }
        if isDue { Terminal.replaceLine(text()) }
    }

    func clear() {
        if isShown { Terminal.replaceLine("") }
    }
}
