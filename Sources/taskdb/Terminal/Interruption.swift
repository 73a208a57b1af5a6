import Dispatch
import Glibc
import Support

/// Cancels a run when the program gets a signal to end.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Runs a task that SIGINT, SIGTERM and SIGHUP cancel. A second signal, or one after the task, ends the program. A
    /// signal that whoever started the program has it ignore, as `nohup` does, stays ignored.
    static func cancelling<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        let task = Task { await body() }
        let handled = signals.filter { !Signals.isIgnored($0) }.map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            let (isGone, gone) = AsyncStream<Never>.makeStream()
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.setCancelHandler { gone.finish() }
            source.resume()
            return (number: number, source: source, isGone: isGone)
        }
        let result = await task.value
        for (number, source, isGone) in handled {
            source.cancel()
            // Until the source is gone it may still install its own handler.
            for await _ in isGone {}
            signal(number, SIG_DFL)
        }
        unblock()
        return result
    }

    /// Dispatch blocks the signals that it handled: they would not end a program that waits for a file.
    private static func unblock() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}
