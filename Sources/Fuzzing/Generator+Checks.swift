import Support
import TaskDatabases
import Wire

extension Generator {
    /// A valid check.
    mutating func check() -> Document {
        var check: Document = [:]
        for _ in 0..<random.pick([0, 1, 1, 1, 1, 2, 2, 3]) {
            let (field, criterion) = random.once(in: 3) ? criterion() : targetedCriterion() ?? criterion()
            check[field] = criterion
        }
        return check
    }

    /// A check whose last condition uses an unknown operator.
    mutating func invalidCheck() -> Document {
        var check = check()
        check["stdout"] = [random.pick(ValuePool.unknownOperators): ""]
        return check
    }

    private mutating func criterion() -> (String, Value) {
        switch Int.random(in: 0..<22, using: &random) {
        case 0..<7: ("label", criterion(of: labels, bounds: ValuePool.bounds))
        case 7: ("label", wholeCriterion(of: ValuePool.lists + ValuePool.dicts))
        case 8..<14:
            (
                random.pick(["submitted", "submitted", "completed"]),
                criterion(of: dates(), bounds: dates() + ["2012-01-18T02:27:56Z", 0, "z"])
            )
        case 14..<17:
            (random.pick(["client_uuid", "engine_uuid"]), criterion(of: ValuePool.uuids, bounds: ["ada", "c"]))
        case 17: ("msg_id", criterion(of: ValuePool.msgIDs.map(Value.text), bounds: ["a", "b"]))
        case 18: ("buffers", bufferCriterion())
        case 19..<21: (random.pick(ValuePool.textKeys), criterion(of: ValuePool.texts, bounds: ["", "out", "x"]))
        default: (random.pick(ValuePool.dictKeys), wholeCriterion(of: [nil, plainDict()] + ValuePool.dicts))
        }
    }

    /// A criterion for lists and dicts, which are compared whole. Without an operator, a dict would be operators itself.
    private mutating func wholeCriterion(of values: [Value]) -> Value {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: [random.pick(["$in", "$nin"]): some(of: values)]
        case 1: ["$ne": random.pick(values)]
        default: ["$eq": random.pick(values)]
        }
    }

    private func dates() -> [Value] { [.null] + ValuePool.instants.map(Value.instant) }

    private mutating func criterion(of values: [Value], bounds: [Value]) -> Value {
        if random.once(in: 3) { return random.pick(values) }
        var operators: Document = [:]
        for _ in 0..<random.pick([1, 1, 1, 2]) {
            let (name, operand) = comparison(of: values, bounds: bounds)
            operators[name] = operand
        }
        return .document(operators)
    }

    private mutating func comparison(of values: [Value], bounds: [Value]) -> (String, Value) {
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<4: return (random.pick(["$eq", "$ne"]), random.pick(values))
        case 4..<12: return (random.pick(["$lt", "$lte", "$gt", "$gte"]), random.pick(bounds))
        case 12..<18: return (random.pick(["$in", "$nin"]), some(of: values))
        case 18: return (random.pick(ValuePool.unknownOperators), random.pick(values))
        case 19..<21 where capabilities.contains("glob"): return ("$glob", random.pick(ValuePool.patterns))
        case 21 where capabilities.contains("exists"): return ("$exists", .bool(random.once(in: 2)))
        case 22, 23:
            guard usesRemainders else { return ("$ne", .null) }
            return ("$mod", divisor())
        default: return ("$ne", .null)
        }
    }

    private mutating func remainder() -> Value { ["$mod": divisor()] }

    private mutating func divisor() -> Value { [.integer(random.pick([2, 4])), .integer(random.pick([0, 1]))] }

    /// A dict to look for. It holds only text, which every language compares the same way.
    mutating func plainDict() -> Value {
        .document(
            Document(
                (0..<random.pick([0, 1])).map { _ in
                    (random.pick(ValuePool.plainNames), random.pick(["x", "", "caf\u{e9}", nil]))
                }))
    }

    private mutating func some(of values: [Value]) -> Value {
        .list((0..<random.pick([0, 1, 1, 2, 3, 4])).map { _ in random.pick(values) })
    }

    /// A criterion for buffers: a whole list, because the rules leave open what a single value finds in a list.
    private mutating func bufferCriterion() -> Value {
        if capabilities.contains("all"), random.once(in: 2) {
            return ["$all": random.pick([[.bytes([0x78])], [.bytes([0x78]), .bytes([0x79])]])]
        }
        return random.pick(ValuePool.buffers)
    }
}

// MARK: - Criteria for stored values

extension Generator {
    /// A criterion for a stored value or a lookalike of one; nil if no record has the picked keys. Labels are picked most
    /// often, because they may hold values of any type.
    private mutating func targetedCriterion() -> (String, Value)? {
        let keys = random.pick([
            ["label"], ["label"], ["label"], ["label"], ["label"], ["label"], ValuePool.dateKeys, ValuePool.dateKeys,
            ["buffers", "result_buffers"], ["buffers", "result_buffers"], ValuePool.dictKeys, ValuePool.textKeys,
            ValuePool.textKeys, ["msg_id", "client_uuid", "engine_uuid"],
        ])
        let candidates = stored.filter { keys.contains($0.key) }
        return candidates.isEmpty ? nil : targetedCriterion(random.pick(candidates))
    }

    private mutating func targetedCriterion(_ target: (key: String, value: Value)) -> (String, Value) {
        let lookalikes = target.value.lookalikes
        let operand = lookalikes.isEmpty || random.once(in: 3) ? target.value : random.pick(lookalikes)
        switch target.value {
        case .list(let list): return (target.key, lists(random.once(in: 3) ? .list(list.reversed()) : operand))
        case .document: return (target.key, [random.pick(["$eq", "$eq", "$ne"]): operand])
        default: break
        }
        if capabilities.contains("glob"), random.once(in: 4), let pattern = pattern(of: target.value) {
            // As a plain value, a pattern must match only itself.
            return (target.key, random.once(in: 4) ? pattern : ["$glob": pattern])
        }
        if usesRemainders, target.key == "label", random.once(in: 3) { return (target.key, remainder()) }
        switch Int.random(in: 0..<11, using: &random) {
        case 0..<3: return (target.key, operand)
        case 10: return (target.key, nil)
        case 3: return (target.key, [random.pick(["$eq", "$ne"]): operand])
        case 4..<8:
            // Half of the bounds are the stored value itself: whether a range has its bound is where databases often fail.
            return (target.key, range(around: bound(random.once(in: 2) ? target.value : operand)))
        default: return (target.key, [random.pick(["$in", "$nin"]): among(operand)])
        }
    }

    /// A criterion for a list: the whole list, or some of its items.
    private mutating func lists(_ operand: Value) -> Value {
        if random.once(in: 2) { return operand }
        let items = operand.list ?? []
        let isPlain = items.allSatisfy { $0 != .null && $0.list == nil && $0.document == nil }
        let hasAll = capabilities.contains("all") && !items.isEmpty && isPlain
        return [random.pick(hasAll ? ["$eq", "$eq", "$ne", "$all"] : ["$eq", "$ne"]): operand]
    }

    /// A bound for a range.
    private mutating func bound(_ operand: Value) -> Value {
        if random.once(in: 12) { return .bytes([0x35]) }
        return operand.isOrderable && !random.once(in: 6) ? operand : random.pick(ValuePool.bounds)
    }

    private mutating func range(around operand: Value) -> Value {
        var operators: Document = [random.pick(["$lt", "$lte", "$gt", "$gte"]): operand]
        if random.once(in: 4), let other = operand.lookalikes.filter(\.isOrderable).first {
            operators[random.pick(["$gte", "$lte"])] = other
        }
        return .document(operators)
    }

    /// A list that contains a value, sometimes with more than 100 items, or more than 1,000.
    private mutating func among(_ operand: Value) -> Value {
        let others = (0..<random.pick([0, 0, 1, 2])).map { _ in random.pick(ValuePool.bounds) }
        guard random.once(in: 6) else { return .list(others + [operand]) }
        let count = random.once(in: 8) ? 1100 : 110
        return .list((1...count).map { .text("other \($0)") } + [operand])
    }

    /// A pattern that matches or nearly matches a text: one character is replaced by a wildcard of `$glob`, SQL or regular
    /// expressions.
    private mutating func pattern(of value: Value) -> Value? {
        // Engines of regular expressions refuse patterns of many thousand characters.
        guard let text = value.text ?? (value == .null ? "" : nil), text.utf8.count <= 1000,
            text.utf8.allSatisfy({ $0 < 0x80 }),
            !text.contains(where: { "[]*?!\\".contains($0) })
        else { return nil }
        var scalars = Array(text.unicodeScalars.map(Character.init))
        guard !scalars.isEmpty else { return random.pick(["*", "?"]) }
        let index = Int.random(in: scalars.indices, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: scalars.removeLast()
        case 4, 5: scalars[index...] = ["*"]
        case 2: break
        case 3: return .text(text.uppercased() == text ? text.lowercased() : text.uppercased())
        default: scalars[index] = random.pick(["?", ".", "_", "*", "%"])
        }
        return .text(String(scalars))
    }
}

extension Value {
    /// Whether a range can have this bound, and every language orders it the same way.
    fileprivate var isOrderable: Bool {
        switch self {
        case .null, .integer, .double, .instant: true
        case .text(let text): text.utf8.allSatisfy { $0 < 0x80 }
        case .bool, .bytes, .list, .document: false
        }
    }
}
