import Conformance
import Glibc
import Subprocess
import Support
import Synchronization
import SystemPackage

/// A running child in a process group of its own, with its three pipes.
///
/// Whoever starts one ends it with ``kill()``: nothing else does.
final class ChildProcess: Sendable {
    let pipes: ChildPipes
    private let identifier: pid_t
    private let termination: Termination

    /// How the child ended, once it has.
    private typealias Termination = Shared<TerminationStatus?>

    /// - Throws: `SubprocessError` if the program cannot be started, `Errno` if there are no more pipes.
    static func start(_ command: ChildCommand, showsStandardError: Bool) async throws -> ChildProcess {
        let (pipes, ends) = try ChildPipes.make(showsError: showsStandardError)
        let termination = Termination(nil)
        // Waited for even by a cancelled task: a child that is just being started is not lost.
        let identifier = try await withCheckedThrowingContinuation { continuation in
            let start = Shared<CheckedContinuation<pid_t, any Error>?>(continuation)
            Task {
                do {
                    let status = try await run(command, ends) { start.take()?.resume(returning: $0) }
                    termination.value.withLock { $0 = status }
                } catch {
                    start.take()?.resume(throwing: error)
                }
            }
        }
        return ChildProcess(identifier, pipes, termination)
    }

    private init(_ identifier: pid_t, _ pipes: ChildPipes, _ termination: Termination) {
        self.identifier = identifier
        self.pipes = pipes
        self.termination = termination
    }

    /// The group makes it possible to end the child together with whatever it started.
    private static func run(
        _ command: ChildCommand, _ ends: ChildPipes.ChildEnds, started: @escaping @Sendable (pid_t) -> Void
    ) async throws -> TerminationStatus {
        var options = PlatformOptions()
        options.processGroupID = 0
        let isPath = command.program.contains("/")
        return try await Subprocess.run(
            isPath ? .path(FilePath(command.program)) : .name(command.program),
            arguments: Arguments(command.arguments),
            platformOptions: options,
            input: .fileDescriptor(ends.input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(ends.output, closeAfterSpawningProcess: true),
            error: .fileDescriptor(ends.error, closeAfterSpawningProcess: true)
        ) { started($0.processIdentifier.value) }.terminationStatus
    }

    /// Sends a line and waits for one; see ``ChildPipes``.
    func exchange(_ line: [UInt8], within limit: Duration) async -> Result<[UInt8], ChildPipes.Failure> {
        await pipes.exchange(line, within: limit) { [termination] in termination.value.withLock { $0 } != nil }
    }

    /// How the child ended; nil if it has not within some time.
    ///
    /// Looks again and again, since waiting for a process that may never end could not be given up.
    func termination(within limit: Duration) async -> TerminationStatus? {
        let deadline = ContinuousClock.now + limit
        while true {
            if let status = termination.value.withLock({ $0 }) { return status }
            guard ContinuousClock.now < deadline else { return nil }
            await pipes.listen(for: .milliseconds(5))
        }
    }

    /// Ends the child and everything in its group at once; safe to call again.
    func kill() { _ = Glibc.kill(-identifier, SIGKILL) }
}

extension TerminationStatus {
    /// What happened, to go after "the backend".
    var words: String {
        switch self {
        case .exited(let status): "ended with exit status \(status)"
        case .signaled(let signal): "was killed by " + (Self.signals[signal] ?? "signal \(signal)")
        }
    }

    /// The signals a program may die of, as `kill -l` names them.
    private static let signals: [Int32: String] = [
        SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
        SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
        SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
        SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
    ]
}
