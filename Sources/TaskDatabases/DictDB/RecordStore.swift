/// The records of a DictDB with their indexes, within its limits.
struct RecordStore: Sendable {
    let limits: DictDB.Limits
    private(set) var slots: [Held] = []
    private var freeSlots: [Int] = []
    private(set) var slotNumbers = SlotTable()
    private(set) var ages = AgeIndex()
    private(set) var finished = SlotGroup()
    private(set) var pending = SlotGroup()
    private(set) var engines = ValueIndex()
    private(set) var clients = ValueIndex()
    private(set) var bufferBytes = 0
    private var nextSequence = 0
    var culled: CulledIDs

    init(limits: DictDB.Limits) {
        self.limits = limits
        culled = CulledIDs(limit: max(limits.records, DictDB.Limits.defaultRecords))
    }

    /// - Throws: ``TaskDatabaseError`` of kind `duplicateID` or `invalidDate`.
    mutating func add(_ id: HashedID, _ record: TaskRecord) throws {
        guard heldPlace(of: id) == nil else {
            throw TaskDatabaseError(.duplicateID, "a record with msg_id '\(id.text.string)' is held already")
        }
        try TaskRecord.checkDates(in: record.fields)
        culled.remove(id.text)
        let slot = freeSlots.popLast() ?? slots.count
        let isFinished = record.isFinished
        var held = Held(
            id: id.text, record: record, sequence: nextSequence, submitted: record.submitted?.microseconds,
            isFinished: isFinished, completion: isFinished ? finished.insert(slot) : pending.insert(slot),
            engine: engines.insert(slot, under: record["engine_uuid"]),
            client: clients.insert(slot, under: record["client_uuid"]), bufferBytes: record.bufferBytes)
        held.record["msg_id"] = .text(id.text.string)
        if let engine = held.engine { held.record["engine_uuid"] = .text(engines.text(engine).string) }
        if let client = held.client { held.record["client_uuid"] = .text(clients.text(client).string) }
        ages.insert(held.place(slot), held.submitted)
        bufferBytes += held.bufferBytes
        if slot == slots.count { slots.append(held) } else { slots[slot] = held }
        slotNumbers.insert(id, slot: slot)
        nextSequence += 1
        cull()
    }

    /// - Throws: ``TaskDatabaseError`` of kind `unknownID` or `culled`.
    func record(_ id: HashedID) throws -> TaskRecord { self[try place(of: id)] }

    /// Sets some fields of a record, but not its msg_id.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unknownID`, `culled` or `invalidDate`.
    mutating func update(_ id: HashedID, _ changes: Document) throws {
        let place = try place(of: id)
        try TaskRecord.checkDates(in: changes)
        for key in TaskRecord.bufferKeys {
            guard let new = changes[key] else { continue }
            let growth = new.bufferBytes - (slots[place.slot].record[key]?.bufferBytes ?? 0)
            slots[place.slot].bufferBytes += growth
            bufferBytes += growth
        }
        slots[place.slot].record.fields.merge(changes)
        if changes["msg_id"] != nil { slots[place.slot].record["msg_id"] = .text(id.text.string) }
        reindex(place, changes)
        cull()
    }

    /// - Throws: ``TaskDatabaseError`` of kind `unknownID` or `culled`.
    mutating func drop(_ id: HashedID) throws { remove(try place(of: id)) }

    mutating func remove(_ place: Place) {
        let held = slots[place.slot]
        removeCompletion(held)
        removeEngine(held.engine)
        removeClient(held.client)
        ages.remove(place, held.submitted)
        bufferBytes -= held.bufferBytes
        slotNumbers.remove(HashedID(held.id), slot: place.slot)
        slots[place.slot] = .nothing
        freeSlots.append(place.slot)
    }

    /// The record at a place that is taken.
    subscript(place: Place) -> TaskRecord { slots[place.slot].record }

    /// The msg_id of the record at a place that is taken.
    func id(at place: Place) -> ExactText { slots[place.slot].id }

    /// The place of the record in a slot that is taken.
    func place(_ slot: Int32) -> Place { slots[Int(slot)].place(Int(slot)) }

    /// Where the record under a msg_id is, if there is one.
    func heldPlace(of id: HashedID) -> Place? {
        slotNumbers.slot(of: id) { slots[$0].id }.map { slots[$0].place($0) }
    }

    private func place(of id: HashedID) throws -> Place {
        if let place = heldPlace(of: id) { return place }
        let text = id.text.string
        if culled.contains(id.text) {
            throw TaskDatabaseError(.culled, "the record with msg_id '\(text)' was culled to stay within the limits")
        }
        throw TaskDatabaseError(.unknownID, "no record has msg_id '\(text)'")
    }
}

/// A record with what the indexes know of it: an update takes 1.5 times as long where that is looked for in the record.
struct Held: Sendable {
    let id: ExactText
    var record: TaskRecord
    let sequence: Int
    /// In microseconds since 1970.
    var submitted: Int?
    var isFinished: Bool
    /// The position among the finished records or the pending ones.
    var completion: Int32
    var engine: ValueIndex.Entry?
    var client: ValueIndex.Entry?
    var bufferBytes: Int

    /// What is in a free slot.
    static let nothing = Held(
        id: ExactText(""), record: TaskRecord([:]), sequence: -1, isFinished: false, completion: -1, bufferBytes: 0)

    func place(_ slot: Int) -> Place { Place(sequence: sequence, slot: slot) }
}

// MARK: - Indexes

extension RecordStore {
    /// Moves a record in the indexes of the fields that were changed.
    private mutating func reindex(_ place: Place, _ changes: Document) {
        let held = slots[place.slot]
        if changes["submitted"] != nil {
            ages.remove(place, held.submitted)
            slots[place.slot].submitted = held.record.submitted?.microseconds
            ages.insert(place, slots[place.slot].submitted)
        }
        if changes["completed"] != nil, held.isFinished != held.record.isFinished {
            removeCompletion(held)
            slots[place.slot].isFinished = !held.isFinished
            slots[place.slot].completion =
                held.isFinished ? pending.insert(place.slot) : finished.insert(place.slot)
        }
        if let engine = changes["engine_uuid"], !engines.has(held.engine, under: engine) {
            removeEngine(held.engine)
            slots[place.slot].engine = engines.insert(place.slot, under: engine)
        }
        if let client = changes["client_uuid"], !clients.has(held.client, under: client) {
            removeClient(held.client)
            slots[place.slot].client = clients.insert(place.slot, under: client)
        }
    }

    private mutating func removeCompletion(_ held: Held) {
        let position = held.completion
        let moved = held.isFinished ? finished.remove(at: position) : pending.remove(at: position)
        if let moved { slots[moved].completion = position }
    }

    private mutating func removeEngine(_ entry: ValueIndex.Entry?) {
        if let entry, let moved = engines.remove(entry) { slots[moved].engine = entry }
    }

    private mutating func removeClient(_ entry: ValueIndex.Entry?) {
        if let entry, let moved = clients.remove(entry) { slots[moved].client = entry }
    }
}
