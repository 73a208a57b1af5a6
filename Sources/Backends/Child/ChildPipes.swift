import Glibc
import Support
import SystemPackage

/// This side of a child's standard input, output and error: sends a line, waits for a line, and keeps the end of what the
/// child writes to standard error.
///
/// Waits block the calling thread, though never beyond a deadline, and at most ``maximumLine`` bytes of output are held.
final class ChildPipes {
    /// The longest line that is accepted, in bytes.
    static let maximumLine = 64 << 20
    private static let keptError = 8 << 10

    /// The descriptors that become the child's.
    struct ChildEnds: Sendable {
        let input: FileDescriptor
        let output: FileDescriptor
        let error: FileDescriptor
    }

    /// Why there was no line.
    enum Failure: Error, Equatable {
        /// With the incomplete line received until then.
        case timedOut(rest: [UInt8])
        /// Standard output was closed, or the child ended; with what came after the last line end.
        case closed(rest: [UInt8])
        case tooLong(beginning: [UInt8])
    }

    private let input: FileDescriptor
    private let output: FileDescriptor
    private let error: FileDescriptor
    private let showsError: Bool
    private var inputIsOpen = true
    private var outputIsOpen = true
    private var errorIsOpen = true

    /// Standard output that was not returned as a line yet.
    private(set) var unread: [UInt8] = []
    /// How many bytes of ``unread`` are known to hold no line end.
    private var searched = 0
    private var errorBytes: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)

    /// How long the child's end may go unnoticed while a descendant holds its standard output open.
    private static let glance = Duration.milliseconds(50)

    /// - Parameter showsError: whether to copy the child's standard error to this program's, as it comes.
    static func make(showsError: Bool) throws -> (ChildPipes, ChildEnds) {
        let (input, output, error) = (try pipe(), try pipe(), try pipe())
        for end in [input.writeEnd, output.readEnd, error.readEnd] { _ = fcntl(end.rawValue, F_SETFL, O_NONBLOCK) }
        let ends = ChildEnds(input: input.readEnd, output: output.writeEnd, error: error.writeEnd)
        return (ChildPipes(input.writeEnd, output.readEnd, error.readEnd, showsError), ends)
    }

    /// A pipe whose ends no other child inherits.
    private static func pipe() throws -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
        let ends = try FileDescriptor.pipe()
        for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    private init(
        _ input: FileDescriptor, _ output: FileDescriptor, _ error: FileDescriptor, _ showsError: Bool
    ) {
        self.input = input
        self.output = output
        self.error = error
        self.showsError = showsError
    }

    deinit {
        closeInput()
        try? output.close()
        try? error.close()
    }

    /// Closes the child's standard input: there are no more requests.
    func closeInput() {
        if inputIsOpen { try? input.close() }
        inputIsOpen = false
    }

    /// Sends a line, adding its end, and waits for the next line. A line that came before it was asked for is returned at
    /// once, and nothing is sent.
    ///
    /// - Parameter hasEnded: whether the child has ended.
    func exchange(_ line: [UInt8], within limit: Duration, hasEnded: () -> Bool) -> Result<[UInt8], Failure> {
        if let line = takeLine() { return .success(line) }
        let deadline = ContinuousClock.now + limit
        var unsent = inputIsOpen ? (line + [UInt8(ascii: "\n")])[...] : []
        send(&unsent)
        var isLastLook = false
        while true {
            if let line = takeLine() { return .success(line) }
            if !outputIsOpen { return .failure(.closed(rest: unread)) }
            if unread.count > Self.maximumLine { return .failure(.tooLong(beginning: Array(unread.prefix(100)))) }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return .failure(.timedOut(rest: unread)) }
            let ready = poll(wantsToWrite: !unsent.isEmpty, isLastLook ? .zero : min(left, Self.glance))
            if ready.input { send(&unsent) }
            if isLastLook, !ready.output { outputIsOpen = false }
            isLastLook = !ready.output && hasEnded()
        }
    }

    /// Reads what the child writes, so that a full pipe does not keep it from ending. Returns whether there was anything.
    func listen(for limit: Duration) -> Bool {
        let ready = poll(wantsToWrite: false, limit)
        if unread.count > Self.maximumLine { (unread, searched) = ([], 0) }
        return ready.output || ready.error
    }

    /// The end of what came on standard error, as text.
    var standardError: String { String(decoding: errorBytes.suffix(Self.keptError), as: UTF8.self) }
}

// MARK: - Waiting and reading

extension ChildPipes {
    private func takeLine() -> [UInt8]? {
        guard let end = unread.lineEnd(from: searched) else {
            searched = unread.count
            return nil
        }
        let line = Array(unread[..<end])
        unread.removeFirst(end + 1)
        searched = 0
        return line
    }

    /// Waits until a descriptor is ready, and reads what has come on standard output and error.
    private func poll(wantsToWrite: Bool, _ limit: Duration) -> (input: Bool, output: Bool, error: Bool) {
        // poll ignores a descriptor of -1.
        var waits = [
            pollfd(fd: wantsToWrite ? input.rawValue : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: outputIsOpen ? output.rawValue : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorIsOpen ? error.rawValue : -1, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = Int32((limit / .milliseconds(1)).rounded(.up))
        guard Glibc.poll(&waits, nfds_t(waits.count), milliseconds) > 0 else { return (false, false, false) }
        let ready = (waits[0].revents != 0, waits[1].revents != 0, waits[2].revents != 0)
        if ready.1 { outputIsOpen = read(output, into: &unread) }
        if ready.2 {
            let before = errorBytes.count
            errorIsOpen = read(error, into: &errorBytes)
            if showsError { _ = try? FileDescriptor.standardError.writeAll(errorBytes[before...]) }
            // Not cut each time, which would copy it each time.
            if errorBytes.count > 8 * Self.keptError { errorBytes = Array(errorBytes.suffix(Self.keptError)) }
        }
        return ready
    }

    /// Returns whether more may follow.
    private func read(_ descriptor: FileDescriptor, into bytes: inout [UInt8]) -> Bool {
        do {
            let count = try chunk.withUnsafeMutableBytes { try descriptor.read(into: $0) }
            bytes += chunk[..<count]
            return count > 0
        } catch {
            return error as? Errno == .resourceTemporarilyUnavailable
        }
    }
}

// MARK: - Sending

extension ChildPipes {
    /// Writes as much as the pipe takes. A child that has closed its standard input gets nothing more; the end of its
    /// output shows what became of it.
    private func send(_ unsent: inout ArraySlice<UInt8>) {
        guard !unsent.isEmpty else { return }
        do {
            unsent.removeFirst(try write(unsent))
        } catch {
            if error as? Errno != .resourceTemporarilyUnavailable { unsent = [] }
        }
    }

    /// Writes with SIGPIPE blocked on this thread, and discards the signal that a closed pipe raises. How the process
    /// handles SIGPIPE is up to the program that uses this library.
    private func write(_ bytes: ArraySlice<UInt8>) throws -> Int {
        var pipeSignal = sigset_t()
        sigemptyset(&pipeSignal)
        sigaddset(&pipeSignal, SIGPIPE)
        var previous = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipeSignal, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        do {
            return try bytes.withUnsafeBytes { try input.write($0) }
        } catch Errno.brokenPipe {
            var noTime = timespec()
            if sigismember(&previous, SIGPIPE) == 0 { sigtimedwait(&pipeSignal, nil, &noTime) }
            throw Errno.brokenPipe
        }
    }
}
