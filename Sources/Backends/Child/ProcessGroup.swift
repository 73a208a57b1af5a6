import Glibc
import Subprocess
import Synchronization

/// A child's process group, from the child's start until it is reaped.
///
/// A child that has exited stays unreaped, and so keeps its process ID, until ``end()``. No signal can therefore reach
/// another process that was given the same ID.
final class ProcessGroup: Sendable {
    /// A child that is not reaped yet, and what lets `Subprocess` reap it.
    private struct Unreaped {
        let leader: pid_t
        let reap: CheckedContinuation<Void, Never>
    }

    private let unreaped: Mutex<Unreaped?>
    private let kill: @Sendable (_ group: pid_t) -> Void

    /// - Parameters:
    ///   - leader: the child, whose ID is also its group's.
    ///   - reap: is resumed once the child may be reaped.
    ///   - kill: kills all processes of a group.
    init(leader: pid_t, reap: CheckedContinuation<Void, Never>, kill: @escaping @Sendable (pid_t) -> Void) {
        unreaped = Mutex(Unreaped(leader: leader, reap: reap))
        self.kill = kill
    }

    deinit { end() }

    /// Kills the child and its descendants in the group, then lets the child be reaped. Further calls do nothing.
    func end() {
        unreaped.withLock { unreaped in
            guard let child = unreaped else { return }
            kill(child.leader)
            child.reap.resume()
            unreaped = nil
        }
    }

    /// How the child ended; nil while it runs. After ``end()`` always SIGKILL.
    var status: TerminationStatus? {
        unreaped.withLock { unreaped in
            guard let leader = unreaped?.leader else { return .signaled(SIGKILL) }
            var info = siginfo_t()
            guard waitid(P_PID, id_t(leader), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return nil }
            let child = info._sifields._sigchld
            guard child.si_pid == leader else { return nil }
            return info.si_code == CLD_EXITED ? .exited(child.si_status) : .signaled(child.si_status)
        }
    }
}
