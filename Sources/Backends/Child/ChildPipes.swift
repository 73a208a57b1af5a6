import Dispatch
import Glibc
import Synchronization
import SystemPackage

/// This side of a child's standard input, output and error: sends a line, waits for a line, and keeps the end of what
/// the child says on its standard error. Never waits beyond a deadline, never holds more than ``maximumLine`` bytes.
final class ChildPipes: Sendable {
    /// A longer line is not waited for.
    static let maximumLine = 64 << 20
    private static let keptError = 8 << 10

    /// The descriptors the child gets.
    struct ChildEnds: Sendable {
        let input: FileDescriptor
        let output: FileDescriptor
        let error: FileDescriptor
    }

    /// Why there was no line.
    enum Failure: Error, Equatable {
        /// What had come of a line until then.
        case timedOut(rest: [UInt8])
        /// Standard output ended, or the process did; whatever came after the last line end.
        case closed(rest: [UInt8])
        case tooLong(beginning: [UInt8])
    }

    private struct Received {
        var output: [UInt8] = []
        /// How much of `output` is known to hold no line end.
        var searched = 0
        var error: [UInt8] = []
        var inputIsOpen = true
        var outputIsOpen = true
        var errorIsOpen = true
    }

    private let input: Int32
    private let output: Int32
    private let error: Int32
    private let received = Mutex(Received())
    private let queue = DispatchQueue(label: "taskdb.child")
    private let showsError: Bool

    /// How long a reply is waited for on the thread that asked; short, for other tasks want to run on it too.
    private static let shortWait = Duration.milliseconds(2)

    /// How long the end of a process can go unnoticed while something it started holds its output open.
    private static let glance = Duration.milliseconds(50)

    static func make(showsError: Bool = false) throws -> (ChildPipes, ChildEnds) {
        // A child that goes away while it is written to is an outcome, not this program's end.
        signal(SIGPIPE, SIG_IGN)
        let (input, output, error) = (try Pipe.make(), try Pipe.make(), try Pipe.make())
        for descriptor in [input.write, output.read, error.read] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        let ends = ChildEnds(
            input: FileDescriptor(rawValue: input.read), output: FileDescriptor(rawValue: output.write),
            error: FileDescriptor(rawValue: error.write))
        return (ChildPipes(input.write, output.read, error.read, showsError), ends)
    }

    private init(_ input: Int32, _ output: Int32, _ error: Int32, _ showsError: Bool) {
        self.input = input
        self.output = output
        self.error = error
        self.showsError = showsError
    }

    deinit {
        closeInput()
        for descriptor in [output, error] { close(descriptor) }
    }

    /// Tells the child that nothing more will be asked.
    func closeInput() {
        received.withLock { received in
            if received.inputIsOpen { close(input) }
            received.inputIsOpen = false
        }
    }

    /// Sends a line, whose end is added, and waits for the next that comes, or came before it was asked for.
    ///
    /// - Parameter hasEnded: whether the process has ended.
    func exchange(
        _ line: [UInt8], within limit: Duration, hasEnded: @escaping @Sendable () -> Bool
    ) async -> Result<[UInt8], Failure> {
        let deadline = ContinuousClock.now + limit
        var unsent = (line + [UInt8(ascii: "\n")])[...]
        // Most answers come at once: waiting for them here saves going to another thread and back.
        let patience = min(deadline, ContinuousClock.now + Self.shortWait)
        let reply = wait(sending: &unsent, until: patience, hasEnded)
        guard case .failure(.timedOut) = reply, ContinuousClock.now < deadline else { return reply }
        let rest = unsent
        return await withCheckedContinuation { continuation in
            queue.async {
                var unsent = rest
                continuation.resume(returning: self.wait(sending: &unsent, until: deadline, hasEnded))
            }
        }
    }

    /// Takes in what the child writes, for some time at most, so that a full pipe does not keep it from ending.
    func listen(for limit: Duration) async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.received.withLock { received in
                    _ = self.poll(&received, wantsToWrite: false, limit)
                    if received.output.count > Self.maximumLine { received.output = [] }
                }
                continuation.resume()
            }
        }
    }

    /// What came on standard output and was not taken as a reply.
    var unread: [UInt8] { received.withLock { $0.output } }

    /// The end of what came on standard error, as text.
    var standardError: String {
        String(decoding: received.withLock { $0.error.suffix(Self.keptError) }, as: UTF8.self)
    }
}

// MARK: - Waiting

extension ChildPipes {
    /// Sends what is left to send and waits for a line.
    private func wait(
        sending unsent: inout ArraySlice<UInt8>, until deadline: ContinuousClock.Instant, _ hasEnded: () -> Bool
    ) -> Result<[UInt8], Failure> {
        received.withLock { received in
            // What came before it was asked for is the reply, and nothing is sent then.
            if Self.lineEnd(in: received.output, from: received.searched) == nil, received.inputIsOpen {
                send(&unsent)
            }
            while true {
                if let line = takeLine(&received) { return .success(line) }
                if !received.outputIsOpen { return .failure(.closed(rest: received.output)) }
                if received.output.count > Self.maximumLine {
                    return .failure(.tooLong(beginning: Array(received.output.prefix(100))))
                }
                let left = ContinuousClock.now.duration(to: deadline)
                guard left > .zero else { return .failure(.timedOut(rest: received.output)) }
                let isLastLook = hasEnded()
                let ready = poll(
                    &received, wantsToWrite: received.inputIsOpen && !unsent.isEmpty, min(left, Self.glance))
                if ready.canWrite { send(&unsent) }
                if isLastLook, !ready.hasRead { received.outputIsOpen = false }
            }
        }
    }

    private func takeLine(_ received: inout Received) -> [UInt8]? {
        guard let end = Self.lineEnd(in: received.output, from: received.searched) else {
            received.searched = received.output.count
            return nil
        }
        let line = Array(received.output[..<end])
        received.output.removeFirst(end + 1)
        received.searched = 0
        return line
    }

    private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start)
            return found.map { UnsafeRawPointer($0) - base }
        }
    }

    /// Waits until something can be done, and reads what has come on standard output and error.
    private func poll(
        _ received: inout Received, wantsToWrite: Bool, _ limit: Duration
    ) -> (hasRead: Bool, canWrite: Bool) {
        // A descriptor of -1 is passed over.
        var waits = [
            pollfd(fd: received.outputIsOpen ? output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: received.errorIsOpen ? error : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wantsToWrite ? input : -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard Glibc.poll(&waits, nfds_t(waits.count), limit.roundedUpMilliseconds) > 0 else { return (false, false) }
        if waits[0].revents != 0 { received.outputIsOpen = Self.read(output, into: &received.output) }
        if waits[1].revents != 0 {
            let before = received.error.count
            received.errorIsOpen = Self.read(error, into: &received.error)
            if showsError { FileDescriptor.standardError.pass(on: received.error[before...]) }
            let surplus = received.error.count - Self.keptError
            if surplus > 7 * Self.keptError { received.error.removeFirst(surplus) }
        }
        return (waits[0].revents != 0, waits[2].revents != 0)
    }

    /// A child that has closed its input is found out when its output ends; there is nothing to send any more.
    private func send(_ unsent: inout ArraySlice<UInt8>) {
        let count = unsent.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if count >= 0 {
            unsent.removeFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            unsent = []
        }
    }

    /// - Returns: whether there may be more to come.
    private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
        let count = withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
            let count = Glibc.read(descriptor, buffer.baseAddress, chunk)
            if count > 0 {
                makeRoom(for: count, in: &bytes)
                bytes += buffer[..<count]
            }
            return count
        }
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
    }

    /// The most that is read at once.
    private static let chunk = 64 << 10

    /// Makes room by doubling; from a few megabytes on, for the longest line at once: to go on doubling would hold it twice,
    /// and room that nothing is written to costs nothing.
    private static func makeRoom(for count: Int, in bytes: inout [UInt8]) {
        let needed = bytes.count + count
        guard needed > bytes.capacity else { return }
        bytes.reserveCapacity(needed > 4 << 20 ? max(needed, maximumLine + chunk) : 2 * needed)
    }
}

/// A pipe whose ends no other child inherits.
private struct Pipe {
    let read: Int32
    let write: Int32

    static func make() throws -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return Pipe(read: ends[0], write: ends[1])
    }
}

extension FileDescriptor {
    fileprivate func pass(on bytes: ArraySlice<UInt8>) { _ = try? writeAll(bytes) }
}

extension Duration {
    /// At least 1 for anything above zero; at most what `poll` takes.
    fileprivate var roundedUpMilliseconds: Int32 {
        let milliseconds = components.seconds.multipliedReportingOverflow(by: 1000)
        guard !milliseconds.overflow, milliseconds.partialValue < Int64(Int32.max) - 1000 else { return Int32.max }
        return Int32(milliseconds.partialValue + components.attoseconds / 1_000_000_000_000_000) + 1
    }
}
