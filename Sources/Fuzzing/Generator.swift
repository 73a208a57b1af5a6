import Support
import TaskDatabases
import Wire

/// Generates random sequences of operations. There are few names and values, so that operations often meet.
struct Generator {
    var random: SplitMix
    let capabilities: Set<String>
    /// The msg_ids that were used so far.
    private var used: [String] = []
    /// The values that records were given so far; checks look for one of them or for a lookalike.
    var stored: [(key: String, value: Value)] = []
    /// The keys that were given dicts so far.
    private var nested: [String] = []
    var labels = ValuePool.labels
    private var plainLabels = ValuePool.plainLabels
    var usesRemainders = false
    private var mayLimit = false

    init(seed: UInt64, capabilities: [String]) {
        random = SplitMix(seed: seed)
        self.capabilities = Set(capabilities)
    }

    /// Generates a sequence.
    ///
    /// - Parameter steps: the minimum number of operations, without the final reads of all records.
    mutating func sequence(steps: Int) -> OperationSequence {
        (used, stored, nested) = ([], [], [])
        var sequence = OperationSequence(steps: [])
        let mayMismatchNames = random.once(in: 12)
        // The rules leave the remainder of a fraction open.
        usesRemainders = capabilities.contains("mod") && random.once(in: 2)
        labels = ValuePool.labels.filter { !usesRemainders || !$0.isFraction }
        plainLabels = ValuePool.plainLabels.filter { !usesRemainders || !$0.isFraction }
        // Culled records are recognized by their msg_id.
        mayLimit = capabilities.contains("culling") && !mayMismatchNames
        if mayLimit, random.once(in: 6) {
            sequence.steps.append(.open(options: limits()))
        } else if random.once(in: 40) {
            if capabilities.contains("culling") { sequence.steps.append(.open(options: LimitsJudge.noLimits)) }
            sequence.steps += manyRecords()
        }
        let end = sequence.steps.count + steps
        while sequence.steps.count < end {
            switch Int.random(in: 0..<24, using: &random) {
            case 0..<3: sequence.steps += readsAroundWrite()
            case 3: sequence.steps += rewriting()
            case 5: sequence.steps += refusedCall()
            case 4 where mayLimit: sequence.steps += exceedingLimits()
            default: sequence.steps.append(step(mayMismatchNames))
            }
        }
        sequence.steps += [.findRecords(check: [:], keys: nil), .getHistory]
        return sequence.fair
    }

    private mutating func step(_ mayMismatchNames: Bool) -> Request {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: add(mayMismatchNames)
        case 30..<42: .updateRecord(msgID: name(), record: changes())
        case 42..<53: .getRecord(msgID: name())
        case 53..<59: .dropRecord(msgID: name())
        case 59..<62: .dropMatchingRecords(check: check())
        case 62: .dropMatchingRecords(check: invalidCheck())
        case 63..<88: .findRecords(check: check(), keys: keys())
        case 88..<98: .getHistory
        case 98 where capabilities.contains("persistence"): .reopen
        default: .open(options: mayLimit && random.once(in: 4) ? limits() : [:])
        }
    }

    /// Limits that a few records exceed.
    private mutating func limits() -> Document {
        var options: Document = [:]
        let kind = Int.random(in: 0..<4, using: &random)
        if kind < 3 { options["record_limit"] = random.pick([1, 2, 3, 4]) }
        if kind > 1 { options["size_limit"] = random.pick([0, 1, 2, 3, 5]) }
        if random.once(in: 2) { options["cull_fraction"] = random.pick([0.1, 0.25, 0.5]) }
        return options
    }

    /// More records than a faulty limit of 100, 256 or 1,000 would allow.
    private mutating func manyRecords() -> [Request] {
        let label: Value = random.pick(["many", nil])
        let count = random.once(in: 8) ? 1010 : random.pick([101, 130, 260, 300])
        stored.append((key: "label", value: label))
        used += ["n1", "n\(count)"]
        return (1...count).map { number in
            let submitted = Instant(microseconds: ValuePool.moment + number * 1000)
            return .addRecord(
                msgID: "n\(number)",
                record: TaskRecord(
                    msgID: "n\(number)", ["label": label, "submitted": .instant(submitted)]
                ).fields)
        }
    }

    /// The same read before and after a write, which shows stale caches; a restart in between shows lost writes.
    private mutating func readsAroundWrite() -> [Request] {
        let name = name()
        let read: Request =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .getRecord(msgID: name)
            case 1: .getHistory
            default: .findRecords(check: check(), keys: keys())
            }
        let write: Request =
            switch Int.random(in: 0..<8, using: &random) {
            case 0: .dropRecord(msgID: name)
            case 1, 2: add(false)
            case 3..<6: .updateRecord(msgID: name, record: [random.pick(ValuePool.dateKeys): date()])
            default: .updateRecord(msgID: name, record: changes())
            }
        return capabilities.contains("persistence") && random.once(in: 2)
            ? [read, write, .reopen, read] : [read, write, read]
    }

    /// A record one of whose keys changes, and a search for the old value.
    private mutating func rewriting() -> [Request] {
        let name = freshName()
        let (key, values) = keyWithValues()
        let (old, new) = (random.pick(values), random.pick(values))
        let first = TaskRecord(msgID: name, [key: old]).fields
        let second = TaskRecord(msgID: name, [key: new]).fields
        let turn: [Request] =
            random.once(in: 2)
            ? [.updateRecord(msgID: name, record: [key: new])]
            : [.dropRecord(msgID: name), .addRecord(msgID: name, record: second)]
        return [.addRecord(msgID: name, record: first)] + turn
            + [.findRecords(check: [key: old.document == nil ? old : ["$eq": old]], keys: nil)]
    }

    /// A key that checks look at, and values for it.
    private mutating func keyWithValues() -> (String, [Value]) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: (random.pick(["client_uuid", "engine_uuid"]), ValuePool.uuids)
        case 1: (random.pick(ValuePool.textKeys), ValuePool.texts)
        case 2: (random.pick(ValuePool.dateKeys), [nil] + ValuePool.instants.map(Value.instant))
        case 3: (random.pick(ValuePool.dictKeys), [nil] + ValuePool.dicts)
        default: ("label", plainLabels)
        }
    }

    /// A call that is refused, a write after it, and reads of what both were about.
    private mutating func refusedCall() -> [Request] {
        let (held, next) = (freshName(), freshName())
        let wrong: Document = [random.pick(ValuePool.dateKeys): random.pick(ValuePool.wrongDates)]
        let more: Document = ["label": "refused", "queue": "x"]
        let refused: Request =
            switch Int.random(in: 0..<5, using: &random) {
            case 0: .addRecord(msgID: held, record: TaskRecord(msgID: held, more).fields)
            case 1: .addRecord(msgID: next, record: TaskRecord(msgID: next, more.merging(wrong)).fields)
            case 2: .updateRecord(msgID: held, record: more.merging(wrong))
            case 3: .dropMatchingRecords(check: invalidCheck())
            default: .findRecords(check: invalidCheck(), keys: nil)
            }
        let write: Request =
            random.once(in: 2)
            ? .addRecord(msgID: next, record: TaskRecord(msgID: next, ["label": "fit"]).fields)
            : .updateRecord(msgID: held, record: ["stdout": "out"])
        let reads: [Request] = [
            .findRecords(check: ["label": "refused"], keys: nil), .getRecord(msgID: held), .getRecord(msgID: next),
        ]
        return [
            .addRecord(msgID: held, record: TaskRecord(msgID: held, ["label": "fit"]).fields), refused, write,
            random.pick(reads),
        ]
    }

    /// More records than a small limit allows, one of which is dropped, and a read of the first.
    private mutating func exceedingLimits() -> [Request] {
        let dropped = Int.random(in: 1...8, using: &random)
        let steps = (1...8).flatMap { number -> [Request] in
            let (msgID, submitted) = ("m\(number)", Instant(microseconds: ValuePool.moment + number * 1000))
            let fields: Document = ["submitted": .instant(submitted), "buffers": [.bytes([0x78])]]
            let added = Request.addRecord(msgID: msgID, record: TaskRecord(msgID: msgID, fields).fields)
            return number == dropped ? [added, .dropRecord(msgID: msgID)] : [added]
        }
        used += ["m1", "m8"]
        return steps + [.getRecord(msgID: "m1")]
    }

    /// A msg_id, mostly one that was used before.
    private mutating func name() -> String {
        if !used.isEmpty, !random.once(in: 5) { return random.pick(used) }
        return freshName()
    }

    /// A msg_id, mostly one that was not used before.
    private mutating func freshName() -> String {
        let tried = (0..<3).map { _ in random.pick(ValuePool.msgIDs) }
        let name = tried.first { !used.contains($0) } ?? tried[0]
        used.append(name)
        stored.append((key: "msg_id", value: .text(name)))
        return name
    }

    private mutating func add(_ mayMismatchNames: Bool) -> Request {
        let name = random.once(in: 3) ? name() : freshName()
        let own = mayMismatchNames && random.once(in: 3) ? random.pick(ValuePool.msgIDs) : name
        var fields: Document = [:]
        if !random.once(in: 4) { set("submitted", date(), &fields) }
        for _ in 0..<Int.random(in: 0...3, using: &random) { set(&fields) }
        return .addRecord(msgID: name, record: TaskRecord(msgID: own, fields).fields)
    }

    private mutating func changes() -> Document {
        var fields: Document = [:]
        // Remove a date that was set before.
        if random.once(in: 6), let dated = stored.last(where: { $0.value.instant != nil }) { fields[dated.key] = .null }
        for _ in 0..<Int.random(in: 0...3, using: &random) { set(&fields) }
        // The Hub writes a key that is not one of the 23.
        if random.once(in: 20) { fields["display_data"] = dict(depth: 1) }
        return fields
    }

    private mutating func set(_ fields: inout Document) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: set("label", random.pick(labels), &fields)
        case 1: set("label", random.pick(ValuePool.lists + ValuePool.dicts), &fields)
        case 2..<6: set("label", random.pick(plainLabels), &fields)
        case 6..<9: set(random.pick(ValuePool.dateKeys), date(), &fields)
        case 9..<11: set(random.pick(["client_uuid", "engine_uuid"]), random.pick(ValuePool.uuids), &fields)
        case 11: set(random.pick(ValuePool.textKeys), text(), &fields)
        case 12..<15: set(random.pick(["buffers", "result_buffers"]), buffers(), &fields)
        case 15:
            set(
                random.pick(ValuePool.dictKeys), random.once(in: 2) ? plainDict() : random.pick(ValuePool.dicts),
                &fields)
        case 16..<19: nest(&fields)
        default: fields[random.pick(ValuePool.dateKeys)] = random.pick(ValuePool.wrongDates)
        }
    }

    private mutating func set(_ key: String, _ value: Value, _ fields: inout Document) {
        fields[key] = value
        stored.append((key: key, value: value))
    }

    private mutating func nest(_ fields: inout Document) {
        let key = random.pick(ValuePool.dictKeys)
        fields[key] = random.once(in: 5) ? nil as Value : dict(depth: 2)
        nested.append(key)
    }

    private mutating func text() -> Value { random.once(in: 50) ? ValuePool.longText : random.pick(ValuePool.texts) }

    private mutating func buffers() -> Value {
        random.once(in: 50) ? [ValuePool.longBytes] : random.pick(ValuePool.buffers)
    }

    private mutating func date() -> Value {
        random.once(in: 5) ? .null : .instant(random.pick(ValuePool.instants))
    }

    private mutating func dict(depth: Int) -> Value {
        .document(
            Document(
                (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    (random.pick(ValuePool.names), anything(depth: depth))
                }))
    }

    private mutating func anything(depth: Int) -> Value {
        switch Int.random(in: 0..<200, using: &random) {
        case 0: ValuePool.deepList
        case 1..<25 where depth > 0: dict(depth: depth - 1)
        case 25..<75 where depth > 0:
            .list((0..<Int.random(in: 0...3, using: &random)).map { _ in anything(depth: depth - 1) })
        default: random.pick(ValuePool.leaves)
        }
    }

    mutating func keys() -> [String]? {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: []
        case 1: ["msg_id"]
        case 2: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(TaskRecord.keys) }
        case 3: [nested.isEmpty ? random.pick(ValuePool.dictKeys) : random.pick(nested)]
        default: nil
        }
    }
}

extension Value {
    fileprivate var isFraction: Bool { if case .double = self { true } else { false } }
}
