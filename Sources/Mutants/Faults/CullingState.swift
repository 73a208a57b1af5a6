import Fuzzing
import TaskDatabases

/// The limits of a database, its records and its culled msg_ids.
struct CullingState: Sendable {
    var records = DictDB.Limits.defaultRecords
    var bytes = DictDB.Limits.defaultBufferBytes
    var fraction = DictDB.Limits.defaultCullFraction
    var held: [ExactText: Culling.Entry] = [:]
    var heldBytes = 0
    var culled: Set<ExactText> = []
    /// The culled msg_ids, in the order of culling.
    var culledInOrder: [ExactText] = []
    private var nextSequence = 0

    mutating func open(_ options: Document, keepsCulled: Bool) {
        let before = culled
        self = CullingState()
        if keepsCulled { culled = before }
        if case .integer(let limit)? = options["record_limit"] { records = limit }
        if case .integer(let limit)? = options["size_limit"] { bytes = limit }
        if let part = options["cull_fraction"]?.number { fraction = part }
    }

    mutating func hold(_ msgID: String, _ record: Document, _ policy: Culling) {
        let id = ExactText(msgID)
        let before = held[id]
        if policy.forgetsReplacedBytes { heldBytes -= before?.bytes ?? 0 }
        let whole = TaskRecord(record)
        let entry = Culling.Entry(
            msgID: msgID, submitted: whole.submitted ?? (policy.keepsFormerDates ? before?.submitted : nil),
            isFinished: whole.isFinished, bytes: policy.bytes(record),
            addedBytes: before?.addedBytes ?? policy.bytes(record), sequence: before?.sequence ?? nextSequence)
        if before == nil { nextSequence += 1 }
        held[id] = entry
        heldBytes += entry.bytes
    }

    mutating func remove(_ id: ExactText, _ policy: Culling) {
        guard let entry = held.removeValue(forKey: id) else { return }
        heldBytes -= policy.freedBytes(entry)
    }

    /// Counts the bytes of an update, if no such record is stored.
    mutating func count(_ bytes: Int, for id: ExactText) {
        if held[id] == nil { heldBytes += bytes }
    }

    /// Removes the records that the policy culls, and returns their msg_ids.
    mutating func cull(_ policy: Culling) -> [String] {
        var gone: [String] = []
        if isOverRecords(policy), policy.fractionOfOneTakesAll, fraction >= 1 {
            for entry in held.values { cull(entry, policy, &gone) }
        }
        if isOverRecords(policy) {
            let surplus = held.count - records - policy.recordsMore
            for _ in 0..<max(0, policy.amount(records, surplus, fraction)) { cullNext(policy, &gone) }
        }
        if policy.cullsTooLargeFirst {
            for entry in held.values where entry.bytes > bytes { cull(entry, policy, &gone) }
        }
        if isOverBytes(policy) {
            let goal = policy.bytesLeft(bytes, fraction)
            while heldBytes > goal, cullNext(policy, &gone, isForSize: true) {}
        }
        if isOverRecords(policy) || isOverBytes(policy), let newest = held.values.min(by: policy.isNewer),
            held.count == 1 || newest.bytes > bytes && !policy.keepsTooLarge
        {
            cull(newest, policy, &gone)
        }
        return gone
    }

    private func isOverRecords(_ policy: Culling) -> Bool {
        policy.isLimitOfRecords && !(policy.zeroIsUnlimited && records == 0)
            && held.count - policy.recordsMore > records
    }

    private func isOverBytes(_ policy: Culling) -> Bool {
        policy.isLimitOfBytes && !(policy.zeroIsUnlimited && bytes == 0) && heldBytes - policy.bytesMore > bytes
    }

    @discardableResult
    private mutating func cullNext(_ policy: Culling, _ gone: inout [String], isForSize: Bool = false) -> Bool {
        let newest = policy.cullsNewest ? nil : held.values.min(by: policy.isNewer)?.msgID
        let open = held.values.filter { entry in
            if let newest, ExactText(newest) == ExactText(entry.msgID) { return false }
            if policy.passesOverCulledBefore, culledInOrder.contains(ExactText(entry.msgID)) { return false }
            if policy.passesOverEmpty, isForSize, entry.bytes == 0 { return false }
            return !policy.passesOverUndated || entry.submitted != nil
        }
        guard let next = open.min(by: policy.goesBefore) else { return false }
        cull(next, policy, &gone)
        return true
    }

    private mutating func cull(_ entry: Culling.Entry, _ policy: Culling, _ gone: inout [String]) {
        let id = ExactText(entry.msgID)
        held[id] = nil
        if policy.forgetsCulledBytes { heldBytes -= entry.bytes }
        remember(id, policy.recollection)
        gone.append(entry.msgID)
    }

    private mutating func remember(_ id: ExactText, _ recollection: Culling.Recollection) {
        if case .never = recollection { return }
        culled.insert(id)
        culledInOrder.append(id)
        if case .last(let count) = recollection, culledInOrder.count > count {
            culled.remove(culledInOrder.removeFirst())
        }
    }
}
