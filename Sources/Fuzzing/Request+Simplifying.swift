import TaskDatabases
import Wire

extension Request {
    /// Simpler variants of this request, the simplest first. Simplifying repeatedly always ends.
    var simplifications: [Request] {
        switch self {
        case .addRecord(let msgID, let record):
            let named = ExactText(record.msgID) == ExactText(msgID) ? [] : [record.setting("msg_id", .text(msgID))]
            return (named + record.simplifiedRecord(TaskRecord(msgID: record.msgID).fields)).map {
                .addRecord(msgID: msgID, record: $0)
            }
        case .updateRecord(let msgID, let record): return record.fewer.map { .updateRecord(msgID: msgID, record: $0) }
        case .dropMatchingRecords(let check): return check.simplifiedCheck.map { .dropMatchingRecords(check: $0) }
        case .findRecords(let check, let keys):
            let fewerKeys = keys.map { keys in
                [nil] + keys.indices.map { index in keys.enumerated().filter { $0.offset != index }.map(\.element) }
            }
            return (fewerKeys ?? []).map { .findRecords(check: check, keys: $0) }
                + check.simplifiedCheck.map { .findRecords(check: $0, keys: keys) }
        default: return []
        }
    }
}

extension Document {
    /// Records in which one key has its default or a simpler value.
    fileprivate func simplifiedRecord(_ defaults: Document) -> [Document] {
        filter { $0.name != "msg_id" && $0.value != defaults[$0.name] }.flatMap { name, value in
            ([defaults[name] ?? .null] + value.simpler).map { setting(name, $0) }
        }
    }

    /// Documents with one key less, or with one simpler value.
    fileprivate var fewer: [Document] {
        map { setting($0.name, nil) } + flatMap { name, value in value.simpler.map { setting(name, $0) } }
    }

    /// Checks with one condition less, or with one simpler operand.
    fileprivate var simplifiedCheck: [Document] {
        let all = conditions
        let less = all.indices.map { index in
            Document(conditions: all.enumerated().filter { $0.offset != index }.map(\.element))
        }
        let simpler = all.indices.flatMap { index in
            all[index].operand.simpler.filter { all[index].allows($0) }.map { operand in
                var changed = all
                changed[index] = CheckCondition(all[index].field, all[index].comparison, operand)
                return Document(conditions: changed)
            }
        }
        return less + simpler
    }
}

extension CheckCondition {
    /// Whether the operand is valid for the operator.
    fileprivate func allows(_ operand: Value) -> Bool {
        switch name {
        case "$mod": false
        case "$all": operand.list.map { !$0.isEmpty } ?? false
        case "$in", "$nin": operand.list != nil
        default: true
        }
    }
}

extension Value {
    private static let plainMoment = Instant(microseconds: 1_326_853_676_000_000)

    /// Simpler values of the same type. Each is smaller, so that simplifying repeatedly always ends.
    var simpler: [Value] {
        switch self {
        case .null, .bool: []
        case .integer(let integer): [0, 1].filter { integer > 1 || integer < 0 || $0 < integer }.map(Value.integer)
        case .double(let double): double == 0.25 ? [] : [0.25]
        case .text(let text): text.isEmpty || text == "x" ? [] : ["x"]
        case .bytes(let bytes): bytes.isEmpty || bytes == [0x78] ? [] : [.bytes([0x78])]
        case .instant(let instant):
            instant == Self.plainMoment && instant.offsetMinutes == 0
                ? []
                : [Self.plainMoment]
                    .filter { $0 != instant || instant.offsetMinutes != 0 }.map(Value.instant)
        case .list(let list): list.isEmpty ? [] : Self.fewer(list).map(Value.list)
        case .document(let document): document.isEmpty ? [] : document.fewer.map(Value.document)
        }
    }

    private static func fewer(_ list: [Value]) -> [[Value]] {
        let less = list.indices.map { index in list.enumerated().filter { $0.offset != index }.map(\.element) }
        let simpler = list.indices.flatMap { index in
            list[index].simpler.map { item in
                var changed = list
                changed[index] = item
                return changed
            }
        }
        return less + simpler
    }
}
