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

    /// A key, with its place among ``keys``: that of most records.
    private struct PlacedKey {
        let name: String
        let place: Int

        init(_ name: String) {
            self.name = name
            place = keys.firstIndex(of: name) ?? keys.count
        }

        func value(in fields: Document) -> Value? { fields.value(named: name, usuallyAt: place) }
    }

    private static let msgID = PlacedKey("msg_id")
    private static let submitted = PlacedKey("submitted")
    private static let completed = PlacedKey("completed")
    private static let dates = dateKeys.map(PlacedKey.init)
    private static let buffers = ["buffers", "result_buffers"].map(PlacedKey.init)

    /// A record that says nothing, not even its msg_id.
    static let blank: Document = {
        var fields = Document()
        for key in keys { fields[key] = ["stdout", "stderr"].contains(key) ? "" : .null }
        return fields
    }()
}

extension TaskRecord {
    /// The value under `msg_id`.
    var msgID: Value? { Self.msgID.value(in: fields) }

    /// When the task was submitted; nil if the record does not say.
    package var submitted: Instant? {
        if case .instant(let instant) = Self.submitted.value(in: fields) { instant } else { nil }
    }

    /// Whether the task has completed.
    package var isFinished: Bool {
        if case .instant = Self.completed.value(in: fields) { true } else { false }
    }

    /// The bytes in `buffers` and `result_buffers`: what a size limit counts.
    package var bufferBytes: Int {
        var total = 0
        for key in Self.buffers {
            guard case .list(let buffers) = key.value(in: fields) else { continue }
            for case .bytes(let bytes) in buffers { total += bytes.count }
        }
        return total
    }

    /// Checks that every date key holds an instant or null.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `invalidDate`, with the first other key in the message.
    public static func checkDates(in fields: Document) throws {
        for key in dates {
            switch key.value(in: fields) {
            case nil, .null, .instant: continue
            case let value?:
                throw TaskDatabaseError(.invalidDate, "\(key.name) must be a datetime or None, not \(value.typeName)")
            }
        }
    }
}
