import Conformance
import Foundation
import Wire

/// The progress of a run on standard error, if that is a terminal.
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
        if isShown { Terminal.replaceLine("") }
    }

    /// Shows at most ten lines a second.
    private func show() {
        guard isShown, ContinuousClock.now - lastShown > .milliseconds(100) else { return }
        lastShown = .now
        let width = 30
        let filled = total == 0 ? 0 : done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Terminal.replaceLine("\(name) \(bar) \(done)/\(total)" + (failed > 0 ? ", \(failed) failed" : ""))
    }
}
