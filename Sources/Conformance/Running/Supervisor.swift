import Wire

/// Keeps a backend running, and gives up after too many errors.
struct Supervisor {
    let backend: any Backend
    /// The same backend, if it has its own object for the name `db`.
    let sessionBackend: (any SessionBackend)?
    /// The same backend, if it exchanges changes of objects.
    private(set) var sharingBackend: (any SharingBackend)?
    private(set) var info: BackendInfo?
    /// The first error, which often causes the others.
    private(set) var firstError: BackendError?
    private var latestError: BackendError?
    private var isRunning = false
    private var errorsInARow = 0
    private var errors = 0

    init(backend: any Backend) {
        self.backend = backend
        sessionBackend = backend as? any SessionBackend
    }

    /// A backend that does not start the first time is not started again: it would fail in the same way.
    mutating func start() async {
        do {
            let info = try await backend.start()
            self.info = self.info ?? info
            if info.capabilities.contains(BackendInfo.objects) { sharingBackend = backend as? any SharingBackend }
            isRunning = true
        } catch is CancellationError {
            isRunning = false
        } catch {
            note(error as? BackendError ?? BackendError(method: nil, reason: "\(error)"))
        }
    }

    /// Starts the backend again if it is not running.
    ///
    /// - Returns: why it is not running; nil if it is.
    mutating func reasonNotToRun() async -> String? {
        if isRunning { return nil }
        if info != nil, errors < SuiteRunner.Patience.altogether, errorsInARow < SuiteRunner.Patience.inARow {
            let before = errors
            await start()
            if isRunning { return nil }
            if errors > before, let latestError { return "the backend did not start again: \(latestError)" }
        }
        guard let firstError else { return "the backend is not running" }
        guard info != nil else { return "the backend did not start: \(firstError)" }
        return "given up after \(errors) failures of the backend, the first: \(firstError)"
    }

    mutating func note(_ error: BackendError) {
        isRunning = false
        errors += 1
        errorsInARow += 1
        firstError = firstError ?? error
        latestError = error
    }

    /// Notes that the backend ended because the run was interrupted, which is not its error.
    mutating func noteInterruption() { isRunning = false }

    /// Notes that the backend has to be started again after a conversation in which it was initialized or ended.
    mutating func noteConversation(_ exchange: Exchange) {
        if ConversationRunner.usesUpProgram(exchange) { isRunning = false }
    }

    var persists: Bool { info?.capabilities.contains("persistence") ?? false }

    mutating func noteSuccess() { errorsInARow = 0 }

    mutating func stop() async {
        if let error = await backend.stop() { firstError = firstError ?? error }
    }
}
