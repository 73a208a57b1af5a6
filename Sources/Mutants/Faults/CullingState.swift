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
            msgID: msgID, submitted: whole.submitted, isFinished: whole.isFinished, bytes: policy.bytes(record),
            sequence: before?.sequence ?? nextSequence)
        if before == nil { nextSequence += 1 }
        held[id] = entry
        heldBytes += entry.bytes
    }

    mutating func remove(_ id: ExactText, _ policy: Culling) {
        guard let entry = held.removeValue(forKey: id) else { return }
        if policy.forgetsDroppedBytes { heldBytes -= entry.bytes }
    }

    /// Removes the records that the policy culls, and returns their msg_ids.
    mutating func cull(_ policy: Culling) -> [String] {
        var gone: [String] = []
        let surplus = held.count - records - policy.recordsMore
        if policy.isLimitOfRecords, surplus > 0 {
            let amount =
                fraction == DictDB.Limits.defaultCullFraction
                ? policy.amount(records, surplus) : max(surplus, Int(Double(records) * fraction))
            for _ in 0..<max(0, amount) { cullNext(policy, &gone) }
        }
        if policy.isLimitOfBytes, heldBytes > bytes + policy.bytesMore {
            let goal = Int(Double(bytes) * (1 - fraction))
            while heldBytes > goal, cullNext(policy, &gone) {}
        }
        return gone
    }

    @discardableResult
    private mutating func cullNext(_ policy: Culling, _ gone: inout [String]) -> Bool {
        let open = held.values.filter { !policy.passesOverUndated || $0.submitted != nil }
        guard let next = open.min(by: policy.goesBefore) else { return false }
        let id = ExactText(next.msgID)
        held[id] = nil
        if policy.forgetsCulledBytes { heldBytes -= next.bytes }
        remember(id, policy.recollection)
        gone.append(next.msgID)
        return true
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
