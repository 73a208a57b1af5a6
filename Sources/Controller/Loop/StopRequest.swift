import Dispatch
import Glibc
import Sockets
import Synchronization

/// The signals that end the controller. Create it before anything that takes long.
package final class StopRequest: Sendable {
    private let number = Mutex<CInt?>(nil)
    private let sources: [any DispatchSourceSignal]

    /// - Parameter wakeup: signalled when a signal arrives.
    package init(wakeup: Wakeup) {
        signal(SIGPIPE, SIG_IGN)
        sources = [SIGINT, SIGTERM, SIGHUP, SIGABRT].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for (source, number) in zip(sources, [SIGINT, SIGTERM, SIGHUP, SIGABRT]) {
            source.setEventHandler { [weak self] in
                self?.number.withLock { $0 = number }
                wakeup.signal()
            }
            source.resume()
        }
    }

    /// The number of the signal that has arrived; nil if there is none.
    package var signal: CInt? { number.withLock { $0 } }
}
