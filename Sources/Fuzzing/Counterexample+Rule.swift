import TaskDatabases
import Wire

extension Counterexample {
    /// The full name of the rule that the last step decides by, such as `parallel_db/op-gt`.
    ///
    /// Several rules may be broken by one fault; this is the one that speaks of the last step, or of the write before it
    /// that the step shows.
    package var rule: String { "parallel_db/" + ruleName }

    private var ruleName: String {
        guard let step = sequence.steps.last else { return "query-empty" }
        if case .limits(let breach) = difference { return breach.rule }
        if step == .reopen { return "persist-added" }
        guard let method = step.databaseMethod else { return "databases-apart" }
        guard isRecording else { return Self.nonRecording(method) }
        if case .returned = difference { return Self.nothingReturned(by: method) }
        if case .notRaised = difference { return refusal(of: step, method) }
        if Method.writes.contains(method) { return acceptance(of: step, method) }
        if case .keys(_, let expected, let actual) = difference { return Self.keys(step, expected, actual) }
        if case .findRecords(let check, _) = step, !check.isEmpty, let rule = query(check) { return rule }
        return effect(of: step, method)
    }

    private static func nonRecording(_ method: Method) -> String {
        switch method {
        case .add: "nodb-add"
        case .get: "nodb-get"
        case .update: "nodb-update"
        case .drop: "nodb-drop"
        case .dropMatching: "nodb-drop-matching"
        case .find: "nodb-find"
        case .history: "nodb-history"
        }
    }

    private static func nothingReturned(by method: Method) -> String {
        switch method {
        case .update: "update-returns-nothing"
        case .drop: "drop-returns-nothing"
        case .dropMatching: "drop-matching-returns-nothing"
        default: "add-returns-nothing"
        }
    }

    /// The steps before the last one on the same database, with the model's answers.
    private var before: ArraySlice<(step: Request, hasRaised: Bool)> {
        let all = zip(sequence.steps, answers).map { (step: $0, hasRaised: $1?.hasRaised ?? false) }.dropLast()
        let opened = all.lastIndex { if case .open = $0.step { true } else { false } }
        return opened.map { all[($0 + 1)...] } ?? all
    }

    /// The last write before the last step that had an effect.
    private var lastWrite: Request? {
        before.last { Method.writes.contains($0.step.databaseMethod ?? .get) && !$0.hasRaised }?.step
    }
}

// MARK: - Errors

extension Counterexample {
    /// The rule by which a step must raise.
    private func refusal(of step: Request, _ method: Method) -> String {
        switch step {
        case .getRecord(let msgID):
            return lastWrite == .dropRecord(msgID: msgID) ? "drop-gone" : "get-unknown-keyerror"
        case .addRecord(_, let record):
            return Self.hasWrongDate(record) ? "dates-refused-add" : "add-duplicate-refused"
        case .updateRecord(_, let record):
            return Self.hasWrongDate(record) ? "dates-refused-update" : "update-creates-nothing"
        default: return "op-unknown-refused"
        }
    }

    private static func hasWrongDate(_ record: Document) -> Bool { (try? TaskRecord.checkDates(in: record)) == nil }

    /// The rule by which a write must not raise.
    private func acceptance(of step: Request, _ method: Method) -> String {
        let names = before.map(\.step)
        switch step {
        case .addRecord(let msgID, _):
            let dropped = names.contains { step in
                if case .dropRecord(msgID) = step { true } else { step.databaseMethod == .dropMatching }
            }
            return dropped ? "drop-frees-name" : "add-stores"
        case .updateRecord(_, let record):
            if record.isEmpty { return "update-empty" }
            return record.names.allSatisfy(TaskRecord.keys.contains) ? "update-merges" : "other-keys-accepted"
        case .dropMatchingRecords(let check): return query(check) ?? "drop-matching-drops"
        default: return "drop-gone"
        }
    }
}

// MARK: - Queries

extension Counterexample {
    private static func keys(_ step: Request, _ expected: [String], _ actual: [String]) -> String {
        guard case .findRecords(_, let keys?) = step else { return "record-keys" }
        if keys.isEmpty { return "keys-none-all" }
        return actual.contains("msg_id") ? "keys-subset" : "keys-msg-id"
    }

    /// The rule of a check's operators; nil if it has none, or the check finds the right records.
    private func query(_ check: Document) -> String? {
        switch difference {
        case .found, .raised: break
        default: return nil
        }
        let conditions = check.conditions
        guard let only = conditions.first, conditions.count == 1 else {
            return conditions.isEmpty ? nil : check.count > 1 ? "query-all-fields" : "op-several"
        }
        if lastWriteTouched(only.field) { return "reads-fresh" }
        switch only.name {
        case "$eq": return equality(only)
        case "$ne": return "op-ne"
        case "$in": return Self.inRule(only.operand, "op-in")
        case "$nin": return only.operand.list?.isEmpty ?? false ? "op-nin-empty" : "op-nin"
        case "$glob": return "op-glob"
        case "$exists": return "op-exists"
        case "$all": return "op-all"
        case "$mod": return "op-mod"
        default: return range(only)
        }
    }

    /// Whether the write before the query changed a field that had a value, so that an index of it may be stale.
    private func lastWriteTouched(_ field: String) -> Bool {
        guard case .updateRecord(let msgID, let changes)? = lastWrite, changes[field] != nil else { return false }
        return before.contains { $0.step.msgID == msgID && $0.step.databaseMethod == .add }
    }

    private static func inRule(_ operand: Value, _ rule: String) -> String {
        guard let items = operand.list, !items.isEmpty else { return "op-in-empty" }
        return items.contains(.null) && items.count == 1 ? "op-in-none" : rule
    }

    /// The values that records wrongly found have under a field.
    private func superfluous(_ field: String) -> [Value] {
        guard case .found(let expected, let actual) = difference else { return [] }
        let right = Set(expected.map(ExactText.init))
        return actual.records.filter { !right.contains(ExactText($0.msgID)) }.map { $0[field] ?? .null }
    }

    private func equality(_ condition: CheckCondition) -> String {
        if superfluous(condition.field).contains(where: { !$0.isAlike(condition.operand) }) { return "types-unequal" }
        if condition.comparison != nil { return "op-eq" }
        switch condition.operand {
        case .null: return "query-none"
        case .text: return "query-text-exact"
        case .integer, .double: return "query-numbers-exact"
        case .instant: return "dates-instants"
        default: return "query-equality"
        }
    }

    private func range(_ condition: CheckCondition) -> String {
        let found = superfluous(condition.field)
        if condition.operand == .null || found.contains(.null) { return "op-range-none" }
        if found.contains(where: { !$0.isAlike(condition.operand) }) { return "types-unordered" }
        if case .double = condition.operand { return "op-range-float" }
        return "op-" + condition.name.dropFirst()
    }
}

extension Value {
    /// Whether both are of one type, integers and fractions being one.
    fileprivate func isAlike(_ other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null), (.bool, .bool), (.text, .text), (.bytes, .bytes), (.instant, .instant), (.list, .list),
            (.document, .document):
            true
        default: number != nil && other.number != nil
        }
    }
}

// MARK: - What a read shows of a write

extension Counterexample {
    /// The rule of the write whose effect the last step shows.
    private func effect(of step: Request, _ method: Method) -> String {
        if before.contains(where: { $0.step == .reopen }) { return restart }
        if method == .history, case .history(let expected, _, _) = difference {
            return expected.isEmpty ? "history-empty" : "history-order"
        }
        // A call that was refused last has left something behind.
        if let last = before.last, last.hasRaised { return Self.whole(last.step) }
        switch (lastWrite, difference) {
        case (nil, _): return "query-empty"
        case (.updateRecord(let msgID, let changes)?, .record(let other, let keys, _, _)):
            return Self.update(isSame: ExactText(msgID) == ExactText(other), changes, keys)
        case (.dropRecord?, .found(let expected, let actual)):
            return actual.records.count > expected.count ? "drop-gone" : "drop-keeps-others"
        case (.dropMatchingRecords(let check)?, .found(let expected, let actual)):
            if let rule = query(check) { return rule }
            return actual.records.count > expected.count ? "drop-matching-drops" : "drop-matching-only"
        case (.dropMatchingRecords?, .raised): return "drop-matching-only"
        case (.dropRecord?, .raised): return "drop-keeps-others"
        case (_, .record(_, let keys, _, _)): return Self.value(keys)
        default: return method == .history ? "history-order" : "add-stores"
        }
    }

    private var restart: String {
        switch difference {
        case .record: "persist-values"
        default:
            before.contains { [.update, .drop, .dropMatching].contains($0.step.databaseMethod) }
                ? "persist-changes" : "persist-added"
        }
    }

    /// The rule that a refused call leaves nothing behind.
    private static func whole(_ step: Request) -> String {
        switch step {
        case .addRecord(_, let record): hasWrongDate(record) ? "dates-refused-add-whole" : "add-duplicate-keeps"
        case .updateRecord(_, let record):
            hasWrongDate(record) ? "dates-refused-update-whole" : "update-creates-nothing"
        case .dropMatchingRecords, .findRecords: "op-unknown-drops-nothing"
        default: "get-changes-nothing"
        }
    }

    private static func update(isSame: Bool, _ changes: Document, _ keys: [String]) -> String {
        guard isSame else { return "update-one-record" }
        guard let changed = keys.first(where: { changes[$0] != nil }) else { return "update-keeps-others" }
        switch changes[changed] {
        case .null: return "update-none"
        case .list, .document: return "update-replaces-whole"
        default: return "update-merges"
        }
    }

    private static func value(_ keys: [String]) -> String {
        guard let key = keys.first else { return "values-same" }
        if key == "msg_id" { return "add-argument-names" }
        if TaskRecord.dateKeys.contains(key) { return "values-dates" }
        return key.hasSuffix("buffers") ? "values-buffers" : "values-same"
    }
}

extension LimitsJudge.Breach {
    /// The name of the rule.
    fileprivate var rule: String {
        switch self {
        case .tooMany: "cull-record-limit"
        case .tooLarge: "cull-size-limit"
        case .lost: "cull-not-before"
        case .order: "cull-oldest"
        case .newest, .nothingLeft: "cull-newest"
        case .tooFewLeft: "cull-amount"
        case .readFailed: "query-empty"
        }
    }
}
