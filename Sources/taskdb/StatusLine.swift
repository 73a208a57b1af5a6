/// One line on the terminal that tells what goes on; nothing where standard error is no terminal.
final class StatusLine {
    private let isShown = Terminal.isErrorTerminal
    private var lastShown = ContinuousClock.now - .seconds(1)

    /// Ten times a second is often enough to be read.
    func show(_ text: @autoclosure () -> String) {
        guard isShown, ContinuousClock.now - lastShown > .milliseconds(100) else { return }
        lastShown = .now
        Terminal.writeError("\r\u{1B}[K\(text())")
    }

    func clear() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
    }
}
