import Dispatch
import Glibc
import Sockets
import Support
import Synchronization

/// The signals that end the controller. Create it before anything that takes long.
package final class StopRequest {
    private let received = Shared<CInt?>(nil)
    private let sources: [any DispatchSourceSignal]

    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGABRT]

    /// - Parameter wakeup: signalled when a signal arrives.
    package init(wakeup: Wakeup) {
        Glibc.signal(SIGPIPE, SIG_IGN)
        let handled = DispatchGroup()
        sources = Self.numbers.filter { !Signals.isIgnored($0) }.map { [received] number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                received.value.withLock { $0 = number }
                wakeup.signal()
            }
            handled.enter()
            source.setRegistrationHandler { handled.leave() }
            source.resume()
            return source
        }
        // Dispatch handles a signal a little later. Nobody may find the controller before that.
        _ = handled.wait(timeout: .now() + 10)
    }

    deinit { for source in sources { source.cancel() } }

    /// Lets the next signal end the process at once, also while the task database is waited for.
    package func end() {
        for source in sources { source.cancel() }
        for number in Self.numbers where !Signals.isIgnored(number) { Glibc.signal(number, SIG_DFL) }
    }

    /// The number of the signal that has arrived; nil if there is none.
    package var number: CInt? { received.value.withLock { $0 } }
}
