import Dispatch
import Glibc

/// Lets a run end early and orderly when the program is asked to end.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Runs a task; SIGINT, SIGTERM and SIGHUP cancel it instead of ending the program, a second one ends the program at
    /// once, and so does one that comes when the task is over.
    static func cancelling<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        let task = Task { await body() }
        let handled = signals.map { number in
            let before = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            let (isGone, gone) = AsyncStream<Never>.makeStream()
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.setCancelHandler { gone.finish() }
            source.resume()
            return (number: number, before: before, source: source, isGone: isGone)
        }
        let result = await task.value
        for (number, before, source, isGone) in handled {
            source.cancel()
            // Until it is gone it may still put its own handler in the place of another.
            for await _ in isGone {}
            signal(number, before)
        }
        unblock()
        return result
    }

    /// Dispatch blocks signals where it handled one: they would not end a program that waits for a file.
    private static func unblock() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}
