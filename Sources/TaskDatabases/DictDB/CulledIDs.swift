import DequeModule

/// The msg_ids that were culled and not added again since: the latest ones, up to a limit.
struct CulledIDs: Sendable {
    private struct Culling {
        let id: ExactText
        let number: Int
    }

    private let limit: Int
    private var numbers: [ExactText: Int] = [:]
    /// Every culling, the oldest first; out of date where ``numbers`` has no or another number for the msg_id.
    private var cullings: Deque<Culling> = []
    private var nextNumber = 0

    init(limit: Int) { self.limit = limit }

    func contains(_ id: ExactText) -> Bool { numbers[id] != nil }

    mutating func remove(_ id: ExactText) { numbers[id] = nil }

    /// Takes constant time on average.
    mutating func insert(_ id: ExactText) {
        numbers[id] = nextNumber
        cullings.append(Culling(id: id, number: nextNumber))
        nextNumber += 1
        while numbers.count > limit, let oldest = cullings.popFirst() {
            if numbers[oldest.id] == oldest.number { numbers[oldest.id] = nil }
        }
        if cullings.count > 2 * numbers.count + 64 { cullings.removeAll { [numbers] in numbers[$0.id] != $0.number } }
    }
}
