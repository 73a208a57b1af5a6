import TaskDatabases

/// The columns of the table. Part of the file format.
///
/// Besides the keys of a record there are `seq`, the order in which records were added; `absent`, one bit for each key that
/// the record lacks; `offsets`, twelve bits for each date's offset from UTC in minutes; and `extra`, a dict of all keys that
/// have no column. Large values come last, so that SQLite can read the others without them.
enum ColumnLayout {
    enum Kind {
        /// Text, never null: the msg_id.
        case name
        /// Microseconds since 1970 in UTC.
        case date
        /// Any value, as a ``ColumnCell``.
        case any
    }

    struct Column {
        let key: String
        let kind: Kind
        /// The bit in `absent`.
        let absentBit: Int
        /// How far the date's offset is shifted in `offsets`.
        let offsetShift: Int
    }

    /// In the order of the table.
    static let columns = [
        "msg_id", "submitted", "started", "completed", "received", "client_uuid", "engine_uuid", "resubmitted", "queue",
        "label", "header", "metadata", "result_header", "result_metadata", "execute_input", "execute_result", "error",
        "stdout", "stderr", "content", "result_content", "buffers", "result_buffers",
    ].enumerated().map { place, key in
        Column(
            key: key, kind: key == "msg_id" ? .name : TaskRecord.dateKeys.contains(key) ? .date : .any,
            absentBit: 1 << place, offsetShift: TaskRecord.dateKeys.firstIndex(of: key).map { $0 * offsetBits } ?? 0)
    }

    /// The index of each key's column; other keys are in `extra`.
    static let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { (ExactText($1.key), $0) })

    static func column(of key: String) -> Column? { places[ExactText(key)].map { columns[$0] } }

    /// The bits of an offset in `offsets`, a signed number.
    static let offsetBits = 12
    static let offsetMask = 1 << offsetBits - 1
}
