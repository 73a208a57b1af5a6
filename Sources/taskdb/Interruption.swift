import Dispatch
import Glibc

/// Lets a run end early and orderly when the program is asked to end.
enum Interruption {
    /// Runs a task; SIGINT, SIGTERM and SIGHUP cancel it instead of ending the program, a second one ends the program at once.
    static func cancelling<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        let task = Task { await body() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return await task.value
    }
}
