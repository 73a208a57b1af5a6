import Conformance
import Foundation
import Wire

/// One line on the terminal that tells how far a run has come; nothing where standard error is no terminal.
final class ProgressLine {
    private let isShown = Terminal.isErrorTerminal
    private var name = ""
    private var total = 0
    private var done = 0
    private var failed = 0
    private var lastShown = ContinuousClock.now - .seconds(1)

    func update(_ progress: SuiteRunner.Progress) {
        switch progress {
        case .started(let info, let cases):
            (name, total, done, failed) = (info?.name ?? "backend", cases, 0, 0)
        case .finished(let result):
            done += 1
            if result.outcome == .failed { failed += 1 }
        }
        show()
    }

    func clear() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
    }

    /// Ten times a second is often enough to be read.
    private func show() {
        guard isShown, ContinuousClock.now - lastShown > .milliseconds(100) else { return }
        lastShown = .now
        let width = 30
        let filled = total == 0 ? 0 : done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Terminal.writeError("\r\u{1B}[K\(name) \(bar) \(done)/\(total)" + (failed > 0 ? ", \(failed) failed" : ""))
    }
}
