import TaskDatabases

extension Value {
    /// Returns this value with every value in it replaced, the innermost first.
    package func mapped(_ change: (Value) -> Value) -> Value {
        switch self {
        case .list(let values): change(.list(values.map { $0.mapped(change) }))
        case .document(let document): change(.document(document.mapped(change)))
        default: change(self)
        }
    }

    /// Returns this reply with each of its records replaced.
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

    /// The content of a value of this type; nil for other types.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var instant: Instant? { if case .instant(let instant) = self { instant } else { nil } }
    package var list: [Value]? { if case .list(let list) = self { list } else { nil } }
    var isBytes: Bool { if case .bytes = self { true } else { false } }
    package var document: Document? { if case .document(let document) = self { document } else { nil } }

    /// The number as a floating-point value; nil for other types.
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .double(let double): double
        default: nil
        }
    }

    /// Whether the value is `''`, `[]`, `{}` or `b''`.
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
    /// Returns this document with every value replaced, at any depth.
    package func mapped(_ change: (Value) -> Value) -> Document {
        Document(map { ($0.name, $0.value.mapped(change)) })
    }

    /// Returns this document with its own values replaced, but not the values inside them.
    package func mappedAtTop(_ change: (String, Value) -> Value) -> Document {
        Document(map { ($0.name, change($0.name, $0.value)) })
    }

    /// Returns this document with a value set; nil removes the key.
    package func setting(_ name: String, _ value: Value?) -> Document {
        var copy = self
        copy[name] = value
        return copy
    }

    /// The text under `msg_id`; empty if there is none.
    package var msgID: String { self["msg_id"]?.text ?? "" }
}
