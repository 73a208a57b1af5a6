import TaskDatabases

extension Value {
    /// This value with every value in it, from the innermost out, replaced.
    package func mapped(_ change: (Value) -> Value) -> Value {
        switch self {
        case .list(let values): change(.list(values.map { $0.mapped(change) }))
        case .document(let document): change(.document(document.mapped(change)))
        default: change(self)
        }
    }

    /// The records of a reply, replaced one by one.
    package func mapRecords(_ change: (Document) -> Document) -> Value {
        switch self {
        case .document(let record): .document(change(record))
        case .list(let records): .list(records.map { $0.mapRecords(change) })
        default: self
        }
    }

    /// The records of a reply to `find_records` or `get_record`.
    package var records: [Document] {
        switch self {
        case .document(let record): [record]
        case .list(let records): records.flatMap(\.records)
        default: []
        }
    }

    /// The texts of a list, such as a history.
    package var texts: [String] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap(\.text)
    }

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var instant: Instant? { if case .instant(let instant) = self { instant } else { nil } }
    package var list: [Value]? { if case .list(let list) = self { list } else { nil } }
    package var document: Document? { if case .document(let document) = self { document } else { nil } }

    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .double(let double): double
        default: nil
        }
    }

    /// A value that holds nothing: `''`, `[]`, `{}` or `b''`.
    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.isEmpty
        case .document(let document): document.isEmpty
        default: false
        }
    }
}

extension Document {
    /// The values replaced, with all that is in them.
    package func mapped(_ change: (Value) -> Value) -> Document {
        Document(map { ($0.name, $0.value.mapped(change)) })
    }

    /// Only the values directly in this document replaced.
    package func mappedAtTop(_ change: (String, Value) -> Value) -> Document {
        Document(map { ($0.name, change($0.name, $0.value)) })
    }

    package func setting(_ name: String, _ value: Value?) -> Document {
        var copy = self
        copy[name] = value
        return copy
    }

    package var msgID: String { self["msg_id"]?.text ?? "" }
}
