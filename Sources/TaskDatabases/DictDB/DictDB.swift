import OrderedCollections

/// The database that keeps its records in memory, within limits.
///
/// Getting by msg_id takes constant time. Finding looks only at records that the query's msg_ids, its `completed` or its
/// bounds of `submitted` leave open; any other query looks at every record.
public actor DictDB: TaskDatabase {
    private let limits: Limits
    private var held: [ExactText: Held] = [:]
    private var finished = AgeIndex()
    private var pending = AgeIndex()
    private var bufferBytes = 0
    private var nextSequence = 0
    /// The msg_ids that were let go because of a limit, until they are added again.
    private var culled: Set<ExactText> = []

    private struct Held {
        var record: TaskRecord
        let sequence: Int
        let bufferBytes: Int
    }

    public init(limits: Limits = Limits()) { self.limits = limits }

    public func addRecord(_ msgID: String, _ record: TaskRecord) throws {
        let id = ExactText(msgID)
        guard held[id] == nil else {
            throw TaskDatabaseError(.duplicateID, "a record with msg_id '\(msgID)' is held already")
        }
        try TaskRecord.checkDates(in: record.fields)
        culled.remove(id)
        insert(record, as: id, sequence: nextSequence)
        nextSequence += 1
        cull()
    }

    public func getRecord(_ msgID: String) throws -> TaskRecord { try find(msgID).record }

    public func updateRecord(_ msgID: String, _ changes: Document) throws {
        let found = try find(msgID)
        try TaskRecord.checkDates(in: changes)
        var record = found.record
        record.fields.merge(changes)
        remove(ExactText(msgID))
        insert(record, as: ExactText(msgID), sequence: found.sequence)
        cull()
    }

    public func dropRecord(_ msgID: String) throws {
        _ = try find(msgID)
        remove(ExactText(msgID))
    }

    public func dropMatchingRecords(_ check: Document) throws {
        for match in try matches(check) { remove(match.id) }
    }

    public func findRecords(_ check: Document, keys: [String]?) throws -> [TaskRecord] {
        let matches = try matches(check).map(\.held.record)
        return try matches.selecting(keys)
    }

    public func getHistory() -> [String] {
        let (finished, pending) = (finished.history, pending.history)
        return (Array(finished) + pending).sorted(by: <).map(\.id.string)
    }
}

// MARK: - Holding records

extension DictDB {
    private func find(_ msgID: String) throws -> Held {
        if let found = held[ExactText(msgID)] { return found }
        if culled.contains(ExactText(msgID)) {
            throw TaskDatabaseError(.culled, "the record with msg_id '\(msgID)' was culled to stay within the limits")
        }
        throw TaskDatabaseError(.unknownID, "no record has msg_id '\(msgID)'")
    }

    private func insert(_ record: TaskRecord, as id: ExactText, sequence: Int) {
        var record = record
        // Written only where it is another, since writing copies the record.
        if record.msgID != .text(id.string) { record["msg_id"] = .text(id.string) }
        let entry = AgeIndex.Entry(submitted: record.submitted, sequence: sequence, id: id)
        if record.isFinished { finished.insert(entry) } else { pending.insert(entry) }
        let bytes = record.bufferBytes
        bufferBytes += bytes
        held[id] = Held(record: record, sequence: sequence, bufferBytes: bytes)
    }

    private func remove(_ id: ExactText) {
        guard let removed = held.removeValue(forKey: id) else { return }
        let entry = AgeIndex.Entry(submitted: removed.record.submitted, sequence: removed.sequence, id: id)
        if removed.record.isFinished { finished.remove(entry) } else { pending.remove(entry) }
        bufferBytes -= removed.bufferBytes
    }

    /// The matching records in the order in which they were added.
    private func matches(_ check: Document) throws -> [(id: ExactText, held: Held)] {
        let query = try Query(check)
        return candidates(query.scope)
            .compactMap { id in held[id].map { (id: id, held: $0) } }
            .filter { query.matches($0.held.record.fields) }
            .sorted { $0.held.sequence < $1.held.sequence }
    }

    private func candidates(_ scope: Query.Scope) -> [ExactText] {
        if let msgIDs = scope.msgIDs { return msgIDs.map(ExactText.init) }
        let bounds = (from: scope.earliest, to: scope.latest)
        return (scope.finished ? finished.entries(from: bounds.from, to: bounds.to).map(\.id) : [])
            + (scope.pending ? pending.entries(from: bounds.from, to: bounds.to).map(\.id) : [])
    }
}

// MARK: - Limits

extension DictDB {
    /// Lets the oldest records go once a limit is passed, and more of them than needed, so that it is not needed again
    /// at the next record.
    private func cull() {
        if held.count > limits.records {
            let surplus = held.count - limits.records
            for _ in 0..<max(surplus, limits.recordsToCull) { cullOldest() }
        }
        if bufferBytes > limits.bufferBytes {
            while bufferBytes > limits.bufferBytesAfterCulling, !held.isEmpty { cullOldest() }
        }
    }

    private func cullOldest() {
        guard let oldest = finished.oldest ?? pending.oldest else { return }
        remove(oldest.id)
        culled.insert(oldest.id)
    }
}
