import TaskDatabases
import Wire

/// Compares a backend's answers with the model's, as far as every **must** goes and no further.
struct AnswerComparison {
    /// Whether names inside records say anything: see ``OperationSequence/namesOtherwise``.
    let ignoresNames: Bool
    /// The model's records at this moment, by msg_id: what the history is to be told from.
    let held: [Document]
    /// Whether the backend keeps records at all.
    let isRecording: Bool
    /// What went because of a limit, and says so.
    let culled: Set<ExactText>

    func difference(_ request: Request, model: Answer, backend: Answer) -> Difference? {
        switch (model, backend) {
        case (.raised, _): differenceWhereRaised(request, backend)
        case (.value, .raised(let error)): .raised(error)
        case (.value(let expected), .value(let actual)): difference(request, expected, actual)
        }
    }

    /// An unknown msg_id may be updated and dropped quietly; which error it is, is mostly open.
    private func differenceWhereRaised(_ request: Request, _ backend: Answer) -> Difference? {
        let mustBeKeyError = request.databaseMethod == .get || !isRecording
        switch request {
        case .updateRecord(_, let changes) where (try? TaskRecord.checkDates(in: changes)) != nil: return nil
        // A quiet update of nothing with a wrong date has refused it well enough.
        case .updateRecord(let msgID, _) where !held.contains { ExactText($0.msgID) == ExactText(msgID) }: return nil
        case .dropRecord: return nil
        case .getRecord(let msgID) where culled.contains(ExactText(msgID)):
            guard backend.isKeyError, case .raised(let error) = backend, !error.message.contains("culled") else {
                break
            }
            return .doesNotSayCulled(error)
        default: break
        }
        let isWell = mustBeKeyError ? backend.isKeyError : backend.hasRaised
        return isWell ? nil : .notRaised(mustBeKeyError: mustBeKeyError, backend)
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
        if ignoresNames { return findUnnamed(model, records, isWhole) }
        let sorted = records.sorted { ExactText($0.msgID) < ExactText($1.msgID) }
        guard zip(sorted, model).allSatisfy({ ExactText($0.msgID) == ExactText($1.msgID) }) else { return other }
        return zip(sorted, model).lazy.compactMap { difference(of: $0, from: $1, isWhole: isWhole) }.first
    }

    /// Nil where each record is like another one of the model's.
    private func findUnnamed(_ model: [Document], _ records: [Document], _ isWhole: Bool) -> Difference? {
        var left = model
        for record in records {
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
        let missing = model.names.contains { record[$0] == nil }
        if missing || !isWhole && record.count != model.count {
            return .keys(msgID: msgID, expected: model.names, actual: record.names)
        }
        let keys = model.filter { name, _ in
            !(ignoresNames && name == "msg_id") && !Self.isSame(name, model, record)
        }.map(\.name)
        return keys.isEmpty ? nil : .record(msgID: msgID, keys: keys, expected: model, actual: record)
    }

    /// Which of two tasks of the same moment comes first is open, and so is where tasks without a date go.
    private func history(_ expected: Value, _ actual: Value) -> Difference? {
        let dates = Dictionary(held.map { (ExactText($0.msgID), $0["submitted"]?.instant) }) { first, _ in first }
        let undated = held.filter { $0["submitted"]?.instant == nil }.map(\.msgID)
        let other = Difference.history(expected: expected.texts, actual: actual, undated: undated)
        guard let list = actual.list, list.count == actual.texts.count else { return other }
        let undatedTexts = Set(undated.map(ExactText.init))
        let told = actual.texts.map(ExactText.init).filter { !undatedTexts.contains($0) }
        let moments = told.map { dates[$0] ?? nil }
        let inOrder = expected.texts.map { dates[ExactText($0)] ?? nil }
        return moments == inOrder && Set(told) == Set(expected.texts.map(ExactText.init)) ? nil : other
    }
}

extension Value {
    /// Equal, but for what is less than a millisecond.
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
