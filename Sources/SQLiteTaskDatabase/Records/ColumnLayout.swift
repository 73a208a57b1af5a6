import TaskDatabases

/// Which column holds which key of a record. Part of the file format.
///
/// Beside the keys there are `seq`, which tells in what order records were added; `absent`, one bit for each key that the
/// record lacks; `offsets`, twelve bits for each date's offset from UTC in minutes; and `extra`, a dict of all keys that
/// have no column. Large values come last, so that the others are read without them.
enum ColumnLayout {
    enum Kind {
        /// Text, always there: the msg_id.
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

    /// The column of each key; a key that is not here goes to `extra`.
    static let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { (ExactText($1.key), $0) })

    static func column(of key: String) -> Column? { places[ExactText(key)].map { columns[$0] } }

    /// The bits that an offset takes in `offsets`, as a number with a sign.
    static let offsetBits = 12
    static let offsetMask = 1 << offsetBits - 1
}
