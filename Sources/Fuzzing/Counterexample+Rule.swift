import Foundation
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
        if case .limits(let breach) = difference { return limits(breach) }
        if step == .reopen { return "persist-added" }
        guard let method = step.databaseMethod else { return "databases-apart" }
        guard isRecording else { return Self.nonRecording(method) }
        if case .returned = difference { return Self.nothingReturned(by: method) }
        if let rule = repeated(step) { return rule }
        if case .notRaised = difference { return refusal(of: step, method) }
        // Smaller sequences have no record under another name than its own, unless that is what the difference is about.
        if sequence.hasMismatchedNames { return "add-argument-names" }
        if Method.writes.contains(method) { return acceptance(of: step, method) }
        if let rule = keys(of: step) { return rule }
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

    /// The rule where the same read came before, which a smaller sequence would lack: what was written in between is
    /// missing in the second, or the first has changed something.
    private func repeated(_ step: Request) -> String? {
        guard !Method.writes.contains(step.databaseMethod ?? .add),
            let first = before.lastIndex(where: { $0.step == step })
        else { return nil }
        let writes = before[(first + 1)...].contains { Method.writes.contains($0.step.databaseMethod ?? .get) }
        return writes ? "reads-fresh" : "get-changes-nothing"
    }

    /// The values of a field that a record was given before the last write, oldest first.
    private func earlier(_ field: String, of msgID: String) -> [Value] {
        before.filter { $0.step.msgID.map(ExactText.init) == ExactText(msgID) && !$0.hasRaised && $0.step != lastWrite }
            .compactMap { $0.step.record?[field] }
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
            if Self.hasWrongDate(record) { return "dates-refused-add" }
            return before.contains { $0.step == .reopen } ? "persist-names" : "add-duplicate-refused"
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
    /// The rule of the keys that are asked for; nil if the difference is not about them.
    private func keys(of step: Request) -> String? {
        let keys: [String]? = if case .findRecords(_, let keys?) = step { keys } else { nil }
        switch (keys, difference) {
        case (nil, .keys): return "record-keys"
        case (let keys?, .keys(_, _, let actual)):
            if keys.isEmpty { return "keys-none-all" }
            return keys == ["msg_id"] || !actual.contains("msg_id") ? "keys-msg-id" : "keys-subset"
        case (let keys?, .record) where !keys.isEmpty: return "keys-subset"
        default: return nil
        }
    }

    /// The rule of a check's operators; nil if it has none, or the check finds the right records.
    private func query(_ check: Document) -> String? {
        switch difference {
        case .found, .raised: rule(of: check)
        default: nil
        }
    }

    private func rule(of check: Document) -> String? {
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
        case "$glob": return others(only, "op-glob-none") { $0.text != nil } ?? "op-glob"
        case "$exists": return "op-exists"
        case "$all": return others(only, "op-all-none") { $0 != .null } ?? "op-all"
        case "$mod": return others(only, "op-mod-others") { $0.number != nil } ?? "op-mod"
        default: return range(only)
        }
    }

    /// Whether the write before the query changed a field that had a value, so that an index of it may be stale.
    private func lastWriteTouched(_ field: String) -> Bool {
        guard case .updateRecord(let msgID, let changes)? = lastWrite, changes[field] != nil else { return false }
        return earlier(field, of: msgID).contains { $0 != .null }
    }

    /// The rule for values that an operator must pass over; nil if they are not what was found, or raised at.
    private func others(_ condition: CheckCondition, _ rule: String, _ isMeant: (Value) -> Bool) -> String? {
        if case .raised = difference { return rule }
        return superfluous(condition.field).contains { !isMeant($0) } ? rule : nil
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
        // A call that was refused last has left something behind.
        if let last = before.last, last.hasRaised { return Self.whole(last.step) }
        if case .history(let expected, let actual, _) = difference { return history(expected, actual) }
        switch (lastWrite, difference) {
        case (nil, _): return method == .history ? "history-empty" : "query-empty"
        case (.updateRecord(let msgID, let changes)?, .record(let other, let keys, _, _)):
            return ExactText(msgID) == ExactText(other) ? update(msgID, changes, keys) : "update-one-record"
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

    private func update(_ msgID: String, _ changes: Document, _ keys: [String]) -> String {
        if changes.isEmpty { return "update-empty" }
        guard let changed = keys.first(where: { changes[$0] != nil }) else { return "update-keeps-others" }
        switch changes[changed] {
        case .null: return "update-none"
        case .list, .document:
            let hadOne = earlier(changed, of: msgID).contains { $0.list != nil || $0.document != nil }
            return hadOne ? "update-replaces-whole" : Self.value([changed])
        case .instant: return "values-dates"
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

extension String {
    /// The text without what databases take for unimportant: case, accents, blanks around it and leading zeros.
    fileprivate var alike: String {
        let folded = folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        return String(folded.trimmingCharacters(in: .whitespaces).drop { $0 == "0" })
    }
}

// MARK: - The history and limits

extension Counterexample {
    private func history(_ expected: [String], _ actual: Value) -> String {
        let found = (actual.list ?? []).compactMap(\.text)
        let missing = Set(expected.map(ExactText.init)).subtracting(found.map(ExactText.init))
        if expected.count == found.count, missing.isEmpty { return order(expected, found) }
        switch lastWrite {
        case .dropMatchingRecords(let check)?:
            return rule(of: check) ?? (missing.isEmpty ? "drop-matching-drops" : "drop-matching-only")
        case .updateRecord(_, let changes)? where changes["submitted"]?.instant != nil && !missing.isEmpty:
            return "history-with-date"
        default: return expected.isEmpty ? "history-empty" : "history-order"
        }
    }

    /// The rule for two dates that are in the wrong order.
    private func order(_ expected: [String], _ found: [String]) -> String {
        guard let (first, other) = zip(expected, found).first(where: { ExactText($0) != ExactText($1) }),
            let early = submitted(first), let late = submitted(other)
        else { return "history-order" }
        if [early, late].contains(where: { !(0...Int(Int32.max)).contains($0.microseconds / 1_000_000) }) {
            return "dates-far"
        }
        if abs(late.microseconds - early.microseconds) < 1_000_000 { return "dates-milliseconds" }
        return early.offsetMinutes == late.offsetMinutes ? "history-order" : "dates-instants"
    }

    private func submitted(_ msgID: String) -> Instant? {
        before.last {
            $0.step.msgID.map(ExactText.init) == ExactText(msgID) && !$0.hasRaised
                && $0.step.record?["submitted"] != nil
        }?
        .step.record?["submitted"]?.instant
    }

    private func limits(_ breach: LimitsJudge.Breach) -> String {
        let hasLimits = sequence.steps.contains { if case .open(let options) = $0 { !options.isEmpty } else { false } }
        guard case .lost(let lost) = breach, !hasLimits else { return breach.rule }
        // No limit makes a database cull a few records: another call, or a name that is alike, took them.
        let names = Set(sequence.steps.compactMap(\.msgID).filter { !lost.contains($0) }.map(\.alike))
        return lost.contains { names.contains($0.alike) } ? "names-exact" : "add-stores"
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
