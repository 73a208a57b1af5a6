/// What a task database keeps of one task.
///
/// The Hub makes a record with all of ``keys``. A database keeps the keys it is given: some of these may be missing, and
/// others may be present.
public struct TaskRecord: Sendable, Equatable {
    /// The record's values by key.
    public var fields: Document

    /// Creates a record of exactly these values.
    public init(_ fields: Document) { self.fields = fields }

    /// Creates a record as the Hub makes one: with every key, null by default, stdout and stderr empty.
    ///
    /// - Parameter fields: replace those defaults; may have further keys.
    public init(msgID: String, _ fields: Document = [:]) {
        self.fields = Self.blank
        self.fields["msg_id"] = .text(msgID)
        self.fields.merge(fields)
    }

    /// The value under a key; nil if the record lacks it.
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

    /// The keys whose values are instants or null.
    public static let dateKeys = ["submitted", "started", "completed", "received"]

    /// The keys that hold lists of buffers.
    static let bufferKeys = ["buffers", "result_buffers"]

    /// A record that says nothing, not even its msg_id.
    private static let blank = Document(keys.map { ($0, ["stdout", "stderr"].contains($0) ? "" : .null) })
}

extension TaskRecord {
    /// The value under `msg_id`.
    var msgID: Value? { self["msg_id"] }

    /// When the task was submitted; nil if the record does not say.
    package var submitted: Instant? {
        if case .instant(let instant) = self["submitted"] { instant } else { nil }
    }

    /// Whether the task has completed.
    package var isFinished: Bool {
        if case .instant = self["completed"] { true } else { false }
    }

    /// The bytes in `buffers` and `result_buffers`: what a size limit counts.
    package var bufferBytes: Int { Self.bufferKeys.reduce(0) { $0 + (self[$1]?.bufferBytes ?? 0) } }

    /// Checks that every date key holds an instant or null.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `invalidDate`, with the first other key in the message.
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

extension Value {
    /// The bytes in a list of buffers; 0 for anything else.
    var bufferBytes: Int {
        guard case .list(let buffers) = self else { return 0 }
        var total = 0
        for case .bytes(let bytes) in buffers { total += bytes.count }
        return total
    }
}
