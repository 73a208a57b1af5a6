import TaskDatabases
import Wire

/// Compares a backend's answers with the model's. Only a violation of a **must** is a difference.
struct AnswerComparison {
    /// Whether the `msg_id` inside records is ignored: see ``OperationSequence/hasMismatchedNames``.
    let ignoresNames: Bool
    /// The model's current records, with the dates that the history is compared by.
    let held: [Document]
    /// Whether the backend keeps records at all.
    let isRecording: Bool

    func difference(_ request: Request, model: Answer, backend: Answer) -> Difference? {
        switch (model, backend) {
        case (.raised, _): differenceWhereRaised(request, backend)
        case (.value, .raised(let error)): .raised(error)
        case (.value(let expected), .value(let actual)): difference(request, expected, actual)
        }
    }

    /// The difference where the model raises. A backend may silently ignore an update or a drop of an unknown msg_id, and
    /// the type of the error is mostly left open.
    private func differenceWhereRaised(_ request: Request, _ backend: Answer) -> Difference? {
        let mustBeKeyError = request.databaseMethod == .get || !isRecording
        switch request {
        case .updateRecord(_, let changes) where (try? TaskRecord.checkDates(in: changes)) != nil: return nil
        // An update of an unknown msg_id with an invalid date stores nothing, so it may be ignored as well.
        case .updateRecord(let msgID, _) where !held.contains { ExactText($0.msgID) == ExactText(msgID) }: return nil
        case .dropRecord: return nil
        default: break
        }
        let isCorrect = mustBeKeyError ? backend.isKeyError : backend.hasRaised
        return isCorrect ? nil : .notRaised(mustBeKeyError: mustBeKeyError, backend)
    }

    private func difference(_ request: Request, _ expected: Value, _ actual: Value) -> Difference? {
        switch request {
        case .getRecord(let msgID):
            guard let record = actual.document, let model = expected.document else {
                return .found(expected: [msgID], actual: actual)
            }
            return difference(of: record, from: model, isWhole: true)
        case .findRecords(_, let keys): return find(expected, actual, isWhole: keys?.isEmpty ?? true)
        case .getHistory: return history(expected, actual)
        default: return actual == .null ? nil : .returned(actual)
        }
    }

    private func find(_ expected: Value, _ actual: Value, isWhole: Bool) -> Difference? {
        let model = expected.records.sorted { ExactText($0.msgID) < ExactText($1.msgID) }
        let other = Difference.found(expected: model.map(\.msgID), actual: actual)
        guard let list = actual.list, case let records = list.compactMap(\.document), records.count == list.count,
            records.count == model.count
        else { return other }
        let sorted = records.sorted { ExactText($0.msgID) < ExactText($1.msgID) }
        if ignoresNames { return findUnnamed(model, sorted, isWhole) }
        guard zip(sorted, model).allSatisfy({ ExactText($0.msgID) == ExactText($1.msgID) }) else { return other }
        return zip(sorted, model).lazy.compactMap { difference(of: $0, from: $1, isWhole: isWhole) }.first
    }

    /// Matches records without their `msg_id`: nil if each of the model's records has an equal one. Most stand at the same
    /// place of both, so only the others are searched for.
    private func findUnnamed(_ model: [Document], _ records: [Document], _ isWhole: Bool) -> Difference? {
        let others = zip(model, records).filter { difference(of: $1, from: $0, isWhole: isWhole) != nil }
        var left = others.map(\.0)
        for record in others.map(\.1) {
            let place = left.firstIndex { difference(of: record, from: $0, isWhole: isWhole) == nil }
            if let place { left.remove(at: place) }
        }
        guard let wanted = left.first else { return nil }
        let keys = wanted.names.filter { name in
            name != "msg_id" && records.contains { !Self.isSame(name, wanted, $0) }
        }
        guard !keys.isEmpty else {
            return .keys(msgID: wanted.msgID, expected: wanted.names, actual: records.first?.names ?? [])
        }
        let count = model.count { other in keys.allSatisfy { Self.isSame($0, wanted, other) } }
        return .unlike(keys: keys, expected: wanted, count: count)
    }

    private static func isSame(_ name: String, _ one: Document, _ other: Document) -> Bool {
        (one[name] ?? .null).isSame(as: other[name] ?? .null)
    }

    private func difference(of record: Document, from model: Document, isWhole: Bool) -> Difference? {
        let msgID = model.msgID
        // A key that is not one of the 23 need not be kept.
        let names = isWhole ? model.names.filter(TaskRecord.keys.contains) : model.names
        let missing = names.contains { record[$0] == nil }
        if missing || !isWhole && record.count != model.count {
            return .keys(msgID: msgID, expected: names, actual: record.names)
        }
        let keys = names.filter { !(ignoresNames && $0 == "msg_id") && !Self.isSame($0, model, record) }
        return keys.isEmpty
            ? nil : .record(msgID: msgID, keys: keys, expected: model, actual: record)
    }

    /// The difference between histories. The order of tasks with equal dates and the place of tasks without a date are
    /// left open.
    private func history(_ expected: Value, _ actual: Value) -> Difference? {
        let dates = Dictionary(held.map { (ExactText($0.msgID), $0["submitted"]?.instant) }) { first, _ in first }
        let undated = held.filter { $0["submitted"]?.instant == nil }.map(\.msgID)
        let other = Difference.history(expected: expected.texts, actual: actual, undated: undated)
        guard let list = actual.list, list.count == actual.texts.count else { return other }
        let undatedTexts = Set(undated.map(ExactText.init))
        let dated = actual.texts.map(ExactText.init).filter { !undatedTexts.contains($0) }
        let moments = dated.map { dates[$0] ?? nil }
        let inOrder = expected.texts.map { dates[ExactText($0)] ?? nil }
        return moments == inOrder && Set(dated) == Set(expected.texts.map(ExactText.init)) ? nil : other
    }
}

extension Value {
    /// Whether the values are equal; dates may differ by less than a millisecond.
    fileprivate func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.instant(let left), .instant(let right)):
            left.microseconds.subtractingReportingOverflow(right.microseconds).partialValue.magnitude < 1000
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.document(let left), .document(let right)):
            left.count == right.count
                && left.allSatisfy { field in right[field.name].map { field.value.isSame(as: $0) } ?? false }
        default: self == other
        }
    }
}
