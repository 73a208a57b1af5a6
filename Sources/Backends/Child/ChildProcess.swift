import Glibc
import Subprocess
import Support
import SystemPackage

/// A running child, its process group and its three pipes.
///
/// The owner ends it with ``ProcessGroup/end()``; a child that is dropped is ended too.
final class ChildProcess {
    let group: ProcessGroup
    let pipes: ChildPipes

    /// - Parameter kill: kills all processes of a group; tests replace it.
    /// - Throws: `SubprocessError` if the program cannot be started, `Errno` if no pipe can be opened.
    static func start(
        _ command: ChildCommand, showsStandardError: Bool = false,
        kill: @escaping @Sendable (pid_t) -> Void = { _ = Glibc.kill(-$0, SIGKILL) }
    ) async throws -> ChildProcess {
        let (pipes, ends) = try ChildPipes.make(showsError: showsStandardError)
        // In a task of its own, so that a cancelled caller still receives the child and can end it.
        let group = try await withCheckedThrowingContinuation { continuation in
            let start = Shared<CheckedContinuation<ProcessGroup, any Error>?>(continuation)
            Task {
                do {
                    try await run(command, ends, kill) { start.take()?.resume(returning: $0) }
                } catch {
                    start.take()?.resume(throwing: error)
                }
            }
        }
        return ChildProcess(group, pipes)
    }

    private init(_ group: ProcessGroup, _ pipes: ChildPipes) {
        self.group = group
        self.pipes = pipes
    }

    /// Runs a child in a process group of its own. `Subprocess` reaps a child only after the closure it was given has
    /// returned, and that closure waits for ``ProcessGroup/end()``.
    private static func run(
        _ command: ChildCommand, _ ends: ChildPipes.ChildEnds, _ kill: @escaping @Sendable (pid_t) -> Void,
        started: @escaping @Sendable (ProcessGroup) -> Void
    ) async throws {
        var options = PlatformOptions()
        options.processGroupID = 0
        let isPath = command.program.contains("/")
        _ = try await Subprocess.run(
            isPath ? .path(FilePath(command.program)) : .name(command.program),
            arguments: Arguments(command.arguments),
            environment: .inherit.updating(
                Dictionary(
                    uniqueKeysWithValues: command.environment.compactMap { name, value in
                        Environment.Key(rawValue: name).map { ($0, value) }
                    })),
            platformOptions: options,
            input: .fileDescriptor(ends.input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(ends.output, closeAfterSpawningProcess: true),
            error: .fileDescriptor(ends.error, closeAfterSpawningProcess: true)
        ) { execution in
            await withCheckedContinuation { reap in
                started(ProcessGroup(leader: execution.processIdentifier.value, reap: reap, kill: kill))
            }
        }
    }

    /// Sends a line and waits for one; see ``ChildPipes``.
    func exchange(_ line: [UInt8], within limit: Duration) -> Result<[UInt8], ChildPipes.Failure> {
        pipes.exchange(line, within: limit) { group.status != nil }
    }

    /// Waits for the child's end, and reads what it writes meanwhile. Returns nil if it has not ended within the limit.
    func termination(within limit: Duration) -> TerminationStatus? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let status = group.status {
                while pipes.listen(for: .zero), ContinuousClock.now < deadline {}
                return status
            }
            _ = pipes.listen(for: .milliseconds(5))
        }
        return group.status
    }
}

extension TerminationStatus {
    /// What happened, as a predicate of "the backend".
    var words: String {
        switch self {
        case .exited(let status): "ended with exit status \(status)"
        case .signaled(let signal): "was killed by " + (Self.signals[signal] ?? "signal \(signal)")
        }
    }

    /// The names of signals that end a program, as `kill -l` prints them.
    private static let signals: [Int32: String] = [
        SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
        SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
        SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
        SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
    ]
}
