import Conformance
import Diagnostics
import Subprocess
import Support
import TaskDatabases
import Wire

/// A backend in a child process that speaks the protocol.
///
/// After a ``BackendError`` the child is ended; ``start()`` starts another. The actor waits for the child on a thread of
/// its own.
package actor ChildBackend: SharingBackend, ConversingBackend {
    private let executor = BlockingExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package nonisolated var preferredExecutor: (any TaskExecutor)? { executor }

    private let command: ChildCommand
    private let timeout: Duration
    private let showsStandardError: Bool
    private var child: ChildProcess?
    private var nextID = 1
    private var keepsOffsets = false
    private var sharesObjects = false
    private var lastMethod: String?

    /// How long a child may take to end after it answered `shutdown` or closed its output.
    private static let patience = Duration.seconds(2)

    /// - Parameters:
    ///   - timeout: the longest wait for the answer to one request.
    ///   - showsStandardError: whether to copy the child's standard error to this program's, as it comes.
    package init(_ command: ChildCommand, timeout: Duration, showsStandardError: Bool = false) {
        self.command = command
        self.timeout = timeout
        self.showsStandardError = showsStandardError
    }

    package func startSilently() async throws {
        child?.group.end()
        child = nil
        do {
            child = try await ChildProcess.start(command, showsStandardError: showsStandardError)
        } catch {
            throw BackendError(
                method: nil, reason: "`\(command.program)` could not be started: \(command.startError(error))")
        }
        lastMethod = nil
    }

    package func start() async throws -> BackendInfo {
        try await startSilently()
        let request = Request.initialize(protocolVersion: Request.protocolVersion)
        let result: JSON
        do {
            result = try await exchange(request).answer.get()
        } catch let error as RaisedError {
            throw abandon(request.method, "it raised \(error.type): \(error.message)")
        }
        do {
            let info = try BackendInfo(result)
            keepsOffsets = info.capabilities.contains(BackendInfo.offsets)
            sharesObjects = info.capabilities.contains(BackendInfo.objects)
            return info
        } catch let error as WireError {
            throw abandon(request.method, "the reply does not fit: \(error)")
        }
    }

    package func send(_ request: Request) async throws -> Value {
        try value(try await exchange(request).answer.get(), of: request)
    }

    package func send(_ request: Request, _ sharing: Sharing) async throws -> SharedReply {
        let reply = try await exchange(request, sharing)
        let answer: Result<Value, RaisedError> =
            switch reply.answer {
            case .success(let result): .success(try value(result, of: request))
            case .failure(let error): .failure(error)
            }
        return SharedReply(id: reply.id, answer: answer, sharing: reply.sharing)
    }

    private func value(_ result: JSON, of request: Request) throws -> Value {
        do {
            return try Value(extendedJSON: result, at: "result")
        } catch let error as WireError {
            throw abandon(request.method, "the reply does not fit: \(error)")
        }
    }

    package func stop() async -> BackendError? {
        guard let child else { return nil }
        defer {
            child.group.end()
            self.child = nil
        }
        do {
            _ = try await exchange(.shutdown).answer.get()
        } catch let backendError as BackendError {
            return backendError
        } catch is CancellationError {
            return nil
        } catch let error as RaisedError {
            return backendError(Request.shutdown.method, "it raised \(error.type): \(error.message)")
        } catch {
            return backendError(Request.shutdown.method, "\(error)")
        }
        return end(of: child)
    }

    package func converse(_ line: [UInt8], method: String) async throws -> [UInt8] {
        try await reply(to: line, method: method)
    }

    package func conclude() -> BackendError? {
        guard let child else { return nil }
        defer {
            child.group.end()
            self.child = nil
        }
        return end(of: child)
    }

    private func end(of child: ChildProcess) -> BackendError? {
        child.pipes.closeInput()
        switch child.termination(within: Self.patience) {
        case nil:
            return backendError(
                Request.shutdown.method, "it answered but did not end within \(Self.patience.inSeconds); it was killed")
        case .exited(0)?:
            let unread = child.pipes.unread
            return unread.isEmpty
                ? nil : backendError(Request.shutdown.method, "after its reply it wrote \(Self.excerpt(unread))")
        case let status?:
            return backendError(Request.shutdown.method, "it answered but then \(status.words) instead of 0")
        }
    }
}

// MARK: - One request, one reply

extension ChildBackend {
    /// The answer to a request.
    private struct Exchanged {
        let id: Int
        let answer: Result<JSON, RaisedError>
        let sharing: Sharing
    }

    private func exchange(_ request: Request, _ sharing: Sharing = Sharing()) async throws -> Exchanged {
        guard child != nil else { throw BackendError(method: request.method, reason: "the backend is not running") }
        let id = nextID
        nextID += 1
        let message = try request.message(id: id, keepsOffsets: keepsOffsets)
        let line = try sharing.added(to: message, keepsOffsets: keepsOffsets).bytes
        let exchanged = try exchanged(request, id: id, try await reply(to: line, method: request.method))
        lastMethod = request.method
        return exchanged
    }

    /// Sends a line and waits for the next one.
    private func reply(to line: [UInt8], method: String) async throws -> [UInt8] {
        guard let child else { throw BackendError(method: method, reason: "the backend is not running") }
        // When the run is interrupted, the child's end makes the wait return.
        let group = child.group
        let reply = await withTaskCancellationHandler {
            child.exchange(line, within: timeout)
        } onCancel: {
            group.end()
        }
        switch reply {
        case .success(let reply): return reply
        case .failure(let failure):
            guard !Task.isCancelled else {
                child.group.end()
                self.child = nil
                throw CancellationError()
            }
            throw backendError(method, child, failure)
        }
    }

    private func backendError(
        _ method: String, _ child: ChildProcess, _ failure: ChildPipes.Failure
    ) -> BackendError {
        switch failure {
        case .timedOut(let rest):
            let came = rest.isEmpty ? "" : ", only \(Self.excerpt(rest)) without a line end"
            // The most common reason for a missing first reply is a buffered standard output.
            let hint = rest.isEmpty && lastMethod == nil ? "; does it send each reply off at once?" : ""
            return abandon(method, "no reply within \(timeout.inSeconds)\(came); the backend was killed\(hint)")
        case .tooLong(let beginning):
            let size = ChildPipes.maximumLine >> 20
            return abandon(method, "the reply is longer than \(size) MB; it begins \(Self.excerpt(beginning))")
        case .closed(let rest): return closed(child, method, rest)
        }
    }

    /// Reads a line as the reply to a request.
    ///
    /// - Throws: ``BackendError`` if it is not a valid reply. The message also names the request before: a line sent
    ///   without a request is taken as the reply to the next one, and is found here.
    private func exchanged(_ request: Request, id: Int, _ line: [UInt8]) throws -> Exchanged {
        let before = lastMethod.map { "; the request before it was \($0)" } ?? ""
        let reply: Reply
        let sharing: Sharing
        do {
            let message = try JSON(parsing: line)
            reply = try Reply(message, id: id)
            // Without the capability, changes have no meaning.
            let changes = try Sharing(message)
            sharing = sharesObjects ? changes : Sharing()
        } catch let error as JSONError {
            let found = "found \(Self.excerpt(line, around: error.offset)) (\(error))"
            throw abandon(
                request.method, "expected a reply of one line of JSON, \(found)\(Self.hint(line, error))\(before)")
        } catch let error as WireError {
            throw abandon(request.method, "the reply does not fit: \(error); it was \(Self.excerpt(line))\(before)")
        }
        return Exchanged(id: id, answer: Self.answer(reply), sharing: sharing)
    }

    private static func answer(_ reply: Reply) -> Result<JSON, RaisedError> {
        switch reply {
        case .result(let result): return .success(result)
        case .raised(let error): return .failure(error)
        case .failed(let code, let message):
            // Treated as an exception. A page can expect any exception but a missing method.
            let type = "JSON-RPC error \(code)"
            return .failure(RaisedError(type: type, bases: code == Reply.noMethod ? [type] : [], message: message))
        }
    }

    private func closed(_ child: ChildProcess, _ method: String, _ rest: [UInt8]) -> BackendError {
        let came = rest.isEmpty ? "" : "; the last it wrote was \(Self.excerpt(rest))"
        let status = child.termination(within: min(Self.patience, timeout))
        guard let status else {
            return abandon(method, "it closed its standard output but did not end; it was killed\(came)")
        }
        return abandon(method, "the backend \(status.words) instead of answering\(came)")
    }

    /// Ends the child, which cannot be used after this error.
    private func abandon(_ method: String, _ reason: String) -> BackendError {
        let backendError = backendError(method, reason)
        child?.group.end()
        child = nil
        return backendError
    }

    private func backendError(_ method: String, _ reason: String) -> BackendError {
        BackendError(method: method, reason: reason, standardError: child?.pipes.standardError ?? "")
    }

    /// The most likely cause of a line that is not JSON.
    private static func hint(_ line: [UInt8], _ error: JSONError) -> String {
        if error.reason == JSONError.byteOrderMark { return "" }
        if line.first != UInt8(ascii: "{") { return "; " + BackendError.outputHint }
        return error.offset == line.count ? "; does the reply go on in the next line?" : ""
    }

    /// At most 100 bytes of what the child wrote, on one line: its beginning, or the part around an offset.
    private static func excerpt(_ bytes: [UInt8], around place: Int = 0) -> String {
        var start = place < 90 ? 0 : place - 60
        var end = min(start + 100, bytes.count)
        // Do not cut a character in two.
        while start > 0, start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self).escaped { scalar in
            scalar.value < 0x20
                ? String(decoding: JSON.string(String(scalar)).bytes.dropFirst().dropLast(), as: UTF8.self) : nil
        }
        let size = end - start < bytes.count ? " (\(bytes.count) bytes)" : ""
        return "`\(start > 0 ? "…" : "")\(text)\(end < bytes.count ? "…" : "")`\(size)"
    }
}
