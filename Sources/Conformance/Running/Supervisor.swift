import Wire

/// Keeps a backend running, and knows when to give it up.
struct Supervisor {
    let backend: any Backend
    /// The same, if it brings what its sessions call `db`.
    let sessionBackend: (any SessionBackend)?
    /// The same, if it tells what becomes of a session's objects.
    private(set) var sharingBackend: (any SharingBackend)?
    private(set) var info: BackendInfo?
    /// The first thing that went wrong; the rest often follows from it.
    private(set) var firstMishap: BackendMishap?
    private var latestMishap: BackendMishap?
    private var isRunning = false
    private var mishapsInARow = 0
    private var mishaps = 0

    init(backend: any Backend) {
        self.backend = backend
        sessionBackend = backend as? any SessionBackend
    }

    /// A backend that does not start the first time is not tried again: nothing about it would be different.
    mutating func start() async {
        do {
            let info = try await backend.start()
            self.info = self.info ?? info
            if info.capabilities.contains(BackendInfo.objects) { sharingBackend = backend as? any SharingBackend }
            isRunning = true
        } catch is CancellationError {
            isRunning = false
        } catch {
            note(error as? BackendMishap ?? BackendMishap(method: nil, reason: "\(error)"))
        }
    }

    /// Starts the backend again where that is needed.
    ///
    /// - Returns: why there is no backend to run a case against; nil if there is one.
    mutating func reasonNotToRun() async -> String? {
        if isRunning { return nil }
        if info != nil, mishaps < SuiteRunner.Patience.altogether, mishapsInARow < SuiteRunner.Patience.inARow {
            let before = mishaps
            await start()
            if isRunning { return nil }
            if mishaps > before, let latestMishap { return "the backend did not start again: \(latestMishap)" }
        }
        guard let firstMishap else { return "the backend is not running" }
        guard info != nil else { return "the backend did not start: \(firstMishap)" }
        return "given up after \(mishaps) failures of the backend, the first: \(firstMishap)"
    }

    mutating func note(_ mishap: BackendMishap) {
        isRunning = false
        mishaps += 1
        mishapsInARow += 1
        firstMishap = firstMishap ?? mishap
        latestMishap = mishap
    }

    /// The run was interrupted, and the backend ended for that: nothing is wrong with it.
    mutating func noteInterruption() { isRunning = false }

    mutating func noteSuccess() { mishapsInARow = 0 }

    mutating func stop() async {
        if let mishap = await backend.stop() { firstMishap = firstMishap ?? mishap }
    }
}
