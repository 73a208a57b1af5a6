import TaskDatabase
import Wire

/// Makes sequences of operations, weighted so that they meet: few names, few values.
struct Generator {
    private var random: SplitMix
    private let capabilities: Set<String>
    private var used: [String] = []
    private var labels = ValuePool.labels
    private var usesRemainders = false

    init(seed: UInt64, capabilities: [String]) {
        random = SplitMix(seed: seed)
        self.capabilities = Set(capabilities)
    }

    /// - Parameter steps: how many operations, the last look at everything apart.
    mutating func sequence(steps: Int) -> OperationSequence {
        used = []
        var sequence = OperationSequence(steps: [])
        let mayNameOtherwise = random.once(in: 12)
        // What remainder a fraction leaves is left open.
        usesRemainders = capabilities.contains("mod") && random.once(in: 2)
        labels = ValuePool.labels.filter { !usesRemainders || !$0.isFraction }
        for _ in 0..<steps { sequence.steps.append(step(mayNameOtherwise)) }
        sequence.steps += [.findRecords(check: [:], keys: nil), .getHistory]
        if !sequence.isFair { sequence.steps.removeAll { $0.check?["msg_id"] != nil } }
        return sequence
    }

    private mutating func step(_ mayNameOtherwise: Bool) -> Request {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: add(mayNameOtherwise)
        case 30..<42: .updateRecord(msgID: name(), record: changes())
        case 42..<53: .getRecord(msgID: name())
        case 53..<59: .dropRecord(msgID: name())
        case 59..<63: .dropMatchingRecords(check: check())
        case 63..<88: .findRecords(check: check(), keys: keys())
        case 88..<98: .getHistory
        case 98 where capabilities.contains("persistence"): .reopen
        default: .open(options: [:])
        }
    }

    /// Mostly a name that was used before.
    private mutating func name() -> String {
        if !used.isEmpty, !random.once(in: 5) { return random.pick(used) }
        let name = random.pick(ValuePool.msgIDs)
        used.append(name)
        return name
    }

    private mutating func add(_ mayNameOtherwise: Bool) -> Request {
        let name = name()
        let own = mayNameOtherwise && random.once(in: 3) ? random.pick(ValuePool.msgIDs) : name
        var fields: Document = [:]
        if !random.once(in: 4) { fields["submitted"] = date() }
        for _ in 0..<Int.random(in: 0...3, using: &random) { set(&fields) }
        return .addRecord(msgID: name, record: TaskRecord(msgID: own, fields).fields)
    }

    private mutating func changes() -> Document {
        var fields: Document = [:]
        for _ in 0..<Int.random(in: 0...3, using: &random) { set(&fields) }
        return fields
    }

    private mutating func set(_ fields: inout Document) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: fields["label"] = random.pick(labels)
        case 6..<10: fields[random.pick(ValuePool.dateKeys)] = date()
        case 10..<12: fields[random.pick(["client_uuid", "engine_uuid"])] = random.pick(ValuePool.uuids)
        case 12..<14: fields[random.pick(["stdout", "stderr", "queue", "resubmitted"])] = random.pick(ValuePool.texts)
        case 14..<16: fields[random.pick(["buffers", "result_buffers"])] = random.pick(ValuePool.buffers)
        case 16..<19: fields[random.pick(ValuePool.dictKeys)] = random.once(in: 5) ? nil as Value : dict(depth: 2)
        default: fields[random.pick(ValuePool.dateKeys)] = random.pick(ValuePool.wrongDates)
        }
    }

    private mutating func date() -> Value {
        random.once(in: 5) ? .null : .instant(random.pick(ValuePool.instants))
    }

    private mutating func dict(depth: Int) -> Value {
        .document(
            Document(
                (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    (random.pick(ValuePool.names), nested(depth: depth))
                }))
    }

    private mutating func nested(depth: Int) -> Value {
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where depth > 0: dict(depth: depth - 1)
        case 1 where depth > 0, 2 where depth > 0:
            .list((0..<Int.random(in: 0...3, using: &random)).map { _ in nested(depth: depth - 1) })
        default: random.pick(ValuePool.leaves)
        }
    }

    private mutating func keys() -> [String]? {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: []
        case 1: ["msg_id"]
        case 2: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(TaskRecord.keys) }
        default: nil
        }
    }
}

// MARK: - Checks

extension Generator {
    private mutating func check() -> Document {
        var check: Document = [:]
        for _ in 0..<random.pick([0, 1, 1, 1, 1, 2, 2, 3]) {
            let (field, criterion) = criterion()
            check[field] = criterion
        }
        return check
    }

    private mutating func criterion() -> (String, Value) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<8: ("label", criterion(of: labels, borders: ValuePool.borders))
        case 8..<14:
            (
                random.pick(["submitted", "submitted", "completed"]),
                criterion(of: dates(), borders: dates() + ["2012-01-18T02:27:56Z", 0, "z"])
            )
        case 14..<17:
            (random.pick(["client_uuid", "engine_uuid"]), criterion(of: ValuePool.uuids, borders: ["ada", "c"]))
        case 17: ("msg_id", criterion(of: ValuePool.msgIDs.map(Value.text), borders: ["a", "b"]))
        case 18: ("buffers", bufferCriterion())
        default: (random.pick(["header", "content"]), ["$eq": plainDict()])
        }
    }

    private func dates() -> [Value] { [.null] + ValuePool.instants.map(Value.instant) }

    private mutating func criterion(of values: [Value], borders: [Value]) -> Value {
        if random.once(in: 3) { return random.pick(values) }
        var operators: Document = [:]
        for _ in 0..<random.pick([1, 1, 1, 2]) {
            let (name, operand) = comparison(of: values, borders: borders)
            operators[name] = operand
        }
        return .document(operators)
    }

    private mutating func comparison(of values: [Value], borders: [Value]) -> (String, Value) {
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<4: return (random.pick(["$eq", "$ne"]), random.pick(values))
        case 4..<12: return (random.pick(["$lt", "$lte", "$gt", "$gte"]), random.pick(borders))
        case 12..<18: return (random.pick(["$in", "$nin"]), some(of: values))
        case 18: return (random.pick(["$nosuch", "$le", "$regex"]), random.pick(values))
        case 19..<21 where capabilities.contains("glob"): return ("$glob", random.pick(ValuePool.patterns))
        case 21 where capabilities.contains("exists"): return ("$exists", .bool(random.once(in: 2)))
        case 22, 23:
            guard usesRemainders else { return ("$ne", .null) }
            return ("$mod", [.integer(random.pick([2, 4])), .integer(random.pick([0, 1]))])
        default: return ("$ne", .null)
        }
    }

    /// A dict to look for: of texts, which are equal to nothing but themselves in any language.
    private mutating func plainDict() -> Value {
        .document(
            Document(
                (0..<random.pick([0, 1])).map { _ in
                    (random.pick(ValuePool.names), random.pick(["x", "", "caf\u{e9}", nil]))
                }))
    }

    private mutating func some(of values: [Value]) -> Value {
        .list((0..<random.pick([0, 1, 1, 2, 3, 4])).map { _ in random.pick(values) })
    }

    /// Lists are looked for whole: what a single value finds in a list is left open.
    private mutating func bufferCriterion() -> Value {
        if capabilities.contains("all"), random.once(in: 2) {
            return ["$all": random.pick([[.bytes([0x78])], [.bytes([0x78]), .bytes([0x79])]])]
        }
        return random.pick(ValuePool.buffers)
    }
}

extension Value {
    fileprivate var isFraction: Bool { if case .double = self { true } else { false } }
}
