import Synchronization

/// One line on the terminal that tells what goes on; nothing where standard error is no terminal.
final class StatusLine: Sendable {
    private let isShown = Terminal.isErrorTerminal
    private let lastShown = Mutex(ContinuousClock.now - .seconds(1))

    /// Ten times a second is often enough to be read.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        let isDue = lastShown.withLock { last in
            let now = ContinuousClock.now
            guard now - last > .milliseconds(100) else { return false }
            last = now
            return true
        }
        if isDue { Terminal.writeError("\r\u{1B}[K\(text())") }
    }

    func clear() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
    }
}
