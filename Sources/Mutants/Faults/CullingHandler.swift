import Fuzzing
import TaskDatabases
import Wire

/// Answers requests like a database that culls records by a policy.
struct CullingHandler {
    let policy: Culling
    let memory: Memory<CullingState>
    let next: Fault.Next

    func answer(_ request: Request) async throws -> Value {
        switch request {
        case .open(let options):
            let keepsCulled = if case .everywhere = policy.recollection { true } else { false }
            memory.use { $0.open(options, keepsCulled: keepsCulled) }
            return try await next(.open(options: [:]))
        case .addRecord(let msgID, let record): return try await add(msgID, record)
        case .updateRecord(let msgID, let record): return try await update(msgID, record)
        case .dropRecord(let msgID):
            try raiseIfCulled(msgID)
            _ = try await next(request)
            memory.use { $0.remove(ExactText(msgID), policy) }
        case .dropMatchingRecords:
            _ = try await next(request)
            let left = Set(
                try await next(.findRecords(check: [:], keys: ["msg_id"])).records.map { ExactText($0.msgID) })
            memory.use { state in
                for id in state.held.keys where !left.contains(id) { state.remove(id, policy) }
            }
        case .getRecord(let msgID):
            try raiseIfCulled(msgID)
            return try await next(request)
        case .reopen:
            memory.use { policy.atRestart(&$0) }
            return try await next(request)
        default: return try await next(request)
        }
        return .null
    }

    private func add(_ msgID: String, _ record: Document) async throws -> Value {
        let limit = memory.use(\.bytes)
        if policy.refusesWhatIsTooLarge, policy.bytes(record) > limit {
            throw RaisedError(type: "MemoryError", bases: ["Exception"], message: "the record is too large")
        }
        _ = try await next(.addRecord(msgID: msgID, record: record))
        memory.use { state in
            state.hold(msgID, record, policy)
            if case .forever = policy.recollection { return }
            if case .everywhere = policy.recollection { return }
            state.culled.remove(ExactText(msgID))
        }
        return try await cull()
    }

    private func update(_ msgID: String, _ record: Document) async throws -> Value {
        let id = ExactText(msgID)
        if policy.updateRevives, memory.use({ $0.culled.contains(id) && $0.held[id] == nil }) {
            return try await add(msgID, TaskRecord(msgID: msgID, record).fields)
        }
        try raiseIfCulled(msgID)
        if memory.use({ $0.culledInOrder.count { $0 == id } }) >= policy.refusesUpdatesAfter {
            throw RaisedError(type: policy.errorType, bases: ["LookupError", "Exception"], message: policy.message)
        }
        do {
            _ = try await next(.updateRecord(msgID: msgID, record: record))
        } catch {
            if policy.countsUnknownUpdates { memory.use { $0.count(policy.bytes(record), for: id) } }
            throw error
        }
        if let whole = try await next(.getRecord(msgID: msgID)).document {
            memory.use { $0.hold(msgID, whole, policy) }
        }
        return policy.looksAfterUpdate ? try await cull() : .null
    }

    private func cull() async throws -> Value {
        for msgID in memory.use({ $0.cull(policy) }) where !policy.keepsRecords {
            _ = try await next(.dropRecord(msgID: msgID))
        }
        return .null
    }

    private func raiseIfCulled(_ msgID: String) throws {
        guard memory.use({ $0.culled.contains(ExactText(msgID)) }) else { return }
        throw RaisedError(type: policy.errorType, bases: ["LookupError", "Exception"], message: policy.message)
    }
}
