import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Backends

@Suite(.serialized) struct ChildProcessTests {
    private static func shell(_ script: String) -> ChildCommand {
        ChildCommand(program: "sh", arguments: ["-c", script])
    }

    /// A word that no other process on this machine has in its command line.
    private let token = "taskdb-child-\(UUID().uuidString)"

    /// After a child is reaped, its process ID may be another process's.
    @Test func `a group is signalled once, before its leader is reaped`() async throws {
        let signalled = Mutex<[(leader: pid_t, exists: Bool)]>([])
        var child: ChildProcess? = try await ChildProcess.start(Self.shell("exit 3")) { leader in
            let exists = kill(leader, 0) == 0
            signalled.withLock { $0.append((leader, exists)) }
            kill(-leader, SIGKILL)
        }
        #expect(child?.termination(within: .seconds(10))?.words == "ended with exit status 3")
        child?.group.end()
        let leader = try #require(signalled.withLock { $0.first?.leader })
        let deadline = ContinuousClock.now + .seconds(10)
        while kill(leader, 0) == 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        #expect(kill(leader, 0) != 0, "the child was not reaped")
        child?.group.end()
        child = nil
        #expect(signalled.withLock { $0.map(\.exists) } == [true])
    }

    @Test func `descendants that outlive the child are ended`() async throws {
        let child = try await ChildProcess.start(Self.shell("sh -c 'sleep 1000; : \(token)' & exit 0"))
        #expect(child.termination(within: .seconds(10))?.words == "ended with exit status 0")
        #expect(Processes.exist(with: token))
        child.group.end()
        #expect(await Processes.areGone(with: token))
    }

    @Test func `a child that is dropped is ended`() async throws {
        var child: ChildProcess? = try await ChildProcess.start(Self.shell("sleep 1000; : \(token)"))
        #expect(child?.group.status == nil)
        child = nil
        #expect(await Processes.areGone(with: token))
    }

    @Test func `writing to a closed standard input leaves SIGPIPE alone`() async throws {
        let previous = signal(SIGPIPE, SIG_DFL)
        defer { signal(SIGPIPE, previous) }
        let child = try await ChildProcess.start(Self.shell("exec 0<&-; echo closed; sleep 1000"))
        #expect(child.exchange([], within: .seconds(10)) == .success(Array("closed".utf8)))
        #expect(child.exchange([], within: .milliseconds(200)) == .failure(.timedOut(rest: [])))
        var action = sigaction()
        sigaction(SIGPIPE, nil, &action)
        #expect(action.__sigaction_handler.sa_handler == nil, "SIGPIPE is not handled as it was before")
        var blocked = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &blocked)
        #expect(sigismember(&blocked, SIGPIPE) == 0)
    }

    @Test func `a line longer than a pipe holds is sent and received`() async throws {
        let child = try await ChildProcess.start(ChildCommand(program: "cat"))
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(child.exchange(line, within: .seconds(10)) == .success(line))
        #expect(child.exchange([], within: .seconds(10)) == .success([]))
    }
}
