import TaskDatabases
import Wire

/// A backend with one fault made up for, to find out which cases fail because of that fault.
struct MendedBackend: SharingBackend {
    let backend: any Backend
    let cause: Cause

    var preferredExecutor: (any TaskExecutor)? { backend.preferredExecutor }

    func start() async throws -> BackendInfo { try await backend.start() }

    func stop() async -> BackendError? { await backend.stop() }

    func send(_ request: Request) async throws -> Value {
        let value = mended(try await backend.send(request))
        try await empty(after: request)
        return value
    }

    func send(_ request: Request, _ sharing: Sharing) async throws -> SharedReply {
        guard let backend = backend as? any SharingBackend else {
            throw BackendError(method: request.method, reason: "the backend shares no objects")
        }
        let reply = try await backend.send(request, sharing)
        try await empty(after: request)
        return SharedReply(id: reply.id, answer: reply.answer.map(mended), sharing: reply.sharing)
    }

    private func empty(after request: Request) async throws {
        guard cause == .keepsRecords, case .open = request else { return }
        _ = try await backend.send(.dropMatchingRecords(check: [:]))
    }

    private func mended(_ value: Value) -> Value {
        switch (cause, value) {
        case (.shiftsDates(let microseconds), .instant(let instant)):
            let moment = instant.microseconds.subtractingReportingOverflow(microseconds)
            return moment.overflow
                ? value
                : .instant(Instant(microseconds: moment.partialValue, offsetMinutes: instant.offsetMinutes))
        case (.readsLatin1, .text(let text)): return .text(text.decodedFromLatin1 ?? text)
        case (.shiftsDates, .list(let values)), (.readsLatin1, .list(let values)): return .list(values.map(mended))
        case (.shiftsDates, .document(let document)):
            return .document(Document(document.map { ($0.name, mended($0.value)) }))
        case (.readsLatin1, .document(let document)):
            return .document(Document(document.map { ($0.name.decodedFromLatin1 ?? $0.name, mended($0.value)) }))
        default: return value
        }
    }
}

extension String {
    /// The text whose bytes in UTF-8 were read as these characters of Latin-1; nil if there is none.
    var decodedFromLatin1: String? {
        let bytes = unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        guard bytes.count == unicodeScalars.count, bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
