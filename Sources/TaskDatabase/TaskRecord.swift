/// What a task database keeps of one task.
///
/// The Hub makes a record with all of ``keys``; a database takes what it is given, so any of them may be missing and
/// others may be there.
public struct TaskRecord: Sendable, Equatable {
    /// The record's values by key.
    public var fields: Document

    public init(_ fields: Document) { self.fields = fields }

    /// A record as the Hub makes one: every key is there, with null where nothing is given, and stdout and stderr empty.
    ///
    /// - Parameter fields: set over those defaults; may name further keys.
    public init(msgID: String, _ fields: Document = [:]) {
        self.fields = Self.blank
        self.fields["msg_id"] = .text(msgID)
        self.fields.merge(fields)
    }

    public subscript(key: String) -> Value? {
        get { fields[key] }
        set { fields[key] = newValue }
    }

    /// The 23 keys of a record, in the order in which the Hub writes them.
    public static let keys = [
        "msg_id", "header", "metadata", "content", "buffers", "submitted", "client_uuid", "engine_uuid", "started",
        "completed", "resubmitted", "received", "result_header", "result_metadata", "result_content", "result_buffers",
        "queue", "execute_input", "execute_result", "error", "stdout", "stderr", "label",
    ]

    /// The keys that hold an instant or null, and nothing else.
    public static let dateKeys = ["submitted", "started", "completed", "received"]

    /// A record that says nothing, not even its msg_id.
    static let blank: Document = {
        var fields = Document()
        for key in keys { fields[key] = ["stdout", "stderr"].contains(key) ? "" : .null }
        return fields
    }()
}

extension TaskRecord {
    /// When the task was submitted; nil where the record does not say.
    public var submitted: Instant? {
        if case .instant(let instant) = fields["submitted"] { instant } else { nil }
    }

    /// Whether the task has completed.
    public var isFinished: Bool {
        if case .instant = fields["completed"] { true } else { false }
    }

    /// The bytes in `buffers` and `result_buffers`: what a size limit counts.
    public var bufferBytes: Int {
        ["buffers", "result_buffers"].reduce(0) { total, key in
            guard case .list(let buffers) = fields[key] else { return total }
            return buffers.reduce(total) { total, buffer in
                if case .bytes(let bytes) = buffer { total + bytes.count } else { total }
            }
        }
    }

    /// Refuses a date key that holds anything but an instant or null.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `invalidDate`, naming the key.
    public static func checkDates(in fields: Document) throws {
        for key in dateKeys {
            switch fields[key] {
            case nil, .null, .instant: continue
            case let value?:
                throw TaskDatabaseError(.invalidDate, "\(key) must be a datetime or None, not \(value.typeName)")
            }
        }
    }
}
