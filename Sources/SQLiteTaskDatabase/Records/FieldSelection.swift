import TaskDatabases

/// The columns that a find reads, and their decoding into records.
struct FieldSelection: Sendable {
    private let keys: [String]?
    /// The columns of the keys that have one, in the order of the statement.
    private let places: [Int]
    /// The keys that have no column.
    private let extraKeys: [String]

    static let whole = FieldSelection(keys: nil)

    /// - Parameter keys: nil and an empty list mean all; `msg_id` is always added.
    init(keys: [String]?) {
        guard let keys, !keys.isEmpty else {
            self.keys = nil
            places = Array(ColumnLayout.columns.indices)
            extraKeys = []
            return
        }
        self.keys = ["msg_id"] + keys
        places = Set(["msg_id"] + keys).compactMap { ColumnLayout.places[ExactText($0)] }.sorted()
        extraKeys = keys.filter { ColumnLayout.places[ExactText($0)] == nil }
    }

    /// The columns in SQL, after three that are not keys.
    var columns: String {
        let extra = keys == nil || !extraKeys.isEmpty ? "extra" : "NULL"
        return (["absent", "offsets", extra] + places.map { "\"\(ColumnLayout.columns[$0].key)\"" }).joined(
            separator: ", ")
    }

    /// Returns the record of the statement's current row.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
    func record(_ row: PreparedStatement) throws -> TaskRecord {
        let (absent, offsets) = (row.integer(0), row.integer(1))
        var fields = Document()
        fields.reserveCapacity(places.count)
        for (index, place) in places.enumerated() {
            let column = ColumnLayout.columns[place]
            if keys == nil, absent & column.absentBit != 0 { continue }
            fields[column.key] = try value(row, index + 3, column, offsets)
        }
        if !row.isNull(2) {
            let extra = try Document(extra: row.cell(2))
            if keys == nil {
                fields.merge(extra)
            } else {
                for key in extraKeys { fields[key] = extra[key] }
            }
        }
        return TaskRecord(fields)
    }

    private func value(_ row: PreparedStatement, _ index: Int, _ column: ColumnLayout.Column, _ offsets: Int) throws
        -> Value
    {
        let cell = row.cell(index)
        if column.kind == .date, case .integer(let microseconds) = cell {
            return .instant(Instant(microseconds: microseconds, offsets: offsets, column))
        }
        return try Value(cell, isDate: false)
    }

    /// Returns the records with null under each selected key that they lack.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unknownKey` for a key that the Hub does not write and no record has.
    func finished(_ records: [TaskRecord]) throws -> [TaskRecord] {
        guard !extraKeys.isEmpty else { return records }
        for key in extraKeys where !records.contains(where: { $0[key] != nil }) {
            throw TaskDatabaseError(.unknownKey, "no record has a key '\(key)'")
        }
        return records.map { record in
            var record = record
            for key in extraKeys where record[key] == nil { record[key] = .null }
            return record
        }
    }
}

extension Document {
    /// The dict of an `extra` cell; empty for a cell without one.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
    init(extra cell: ColumnCell) throws {
        self = if case .document(let document) = try Value(cell, isDate: false) { document } else { [:] }
    }
}
