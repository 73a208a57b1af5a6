import GRDB
import TaskDatabases

/// The statements that read and write one table.
struct RecordTable: Sendable {
    private let name: String
    private let insertion: String
    private let wholeRecord: String
    private let dropping: String
    private let historyQuery: String

    init(_ table: TableName) {
        name = table.quoted
        let columns = ["msg_id", "absent", "offsets", "extra"] + ColumnLayout.columns.dropFirst().map(\.key)
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        insertion = "INSERT INTO \(name) (\(names)) VALUES (\(places))"
        wholeRecord = "SELECT \(FieldSelection.whole.columns) FROM \(name) WHERE msg_id = ?"
        dropping = "DELETE FROM \(name) WHERE msg_id = ?"
        historyQuery = "SELECT msg_id FROM \(name) WHERE submitted IS NOT NULL ORDER BY submitted, seq"
    }

    // MARK: - Writing

    func add(_ msgID: String, _ row: Result<Row, any Error>, _ database: Database) throws {
        guard case .success(let row) = row else {
            guard try !holds(msgID, database) else { throw Self.duplicate(msgID) }
            _ = try row.get()
            return
        }
        let statement = try PreparedStatement(database, insertion, isKept: true)
        try statement.bind(.text(msgID), at: 1)
        try statement.bind(.integer(row.absent & ~ColumnLayout.columns[0].absentBit), at: 2)
        try statement.bind(.integer(row.offsets), at: 3)
        try statement.bind(try Row.cell(extra: row.extra), at: 4)
        // Four parameters come before the keys, and the place of msg_id is 0.
        for (place, cell) in row.cells { try statement.bind(cell, at: place + 4) }
        do {
            try statement.run()
        } catch let failure as SQLiteFailure where failure.isDuplicate {
            throw Self.duplicate(msgID)
        }
    }

    func update(_ msgID: String, _ row: Result<Row, any Error>, _ database: Database) throws {
        guard case .success(let row) = row, !row.isEmpty else {
            guard try holds(msgID, database) else { throw Self.unknown(msgID) }
            _ = try row.get()
            return
        }
        var assignments = row.cells.map { "\"\(ColumnLayout.columns[$0.place].key)\" = ?" }
        var cells = row.cells.map(\.cell)
        if row.presentBits != 0 { assignments.append("absent = absent & \(~row.presentBits)") }
        if row.offsetBits != 0 { assignments.append("offsets = (offsets & \(~row.offsetBits)) | \(row.offsets)") }
        if !row.extra.isEmpty {
            var extra = try extra(of: msgID, database)
            extra.merge(row.extra)
            assignments.append("extra = ?")
            cells.append(try Row.cell(extra: extra))
        }
        let sql = "UPDATE \(name) SET \(assignments.joined(separator: ", ")) WHERE msg_id = ?"
        let statement = try PreparedStatement(database, sql, isKept: false)
        for (index, cell) in (cells + [.text(msgID)]).enumerated() { try statement.bind(cell, at: index + 1) }
        try statement.run()
        guard database.changesCount == 1 else { throw Self.unknown(msgID) }
    }

    func drop(_ msgID: String, _ database: Database) throws {
        let statement = try PreparedStatement(database, dropping, isKept: true)
        try statement.bind(.text(msgID), at: 1)
        try statement.run()
        guard database.changesCount == 1 else { throw Self.unknown(msgID) }
    }

    func drop(where condition: SQLCondition, _ database: Database) throws {
        let statement = try PreparedStatement(
            database, "DELETE FROM \(name) WHERE \(condition.sql)", isKept: false)
        try statement.bind(condition)
        try withExtendedLifetime(condition) { try statement.run() }
    }

    // MARK: - Reading

    func get(_ msgID: String, _ database: Database) throws -> TaskRecord {
        let statement = try PreparedStatement(database, wholeRecord, isKept: true)
        try statement.bind(.text(msgID), at: 1)
        var found: TaskRecord?
        try statement.run { found = try FieldSelection.whole.record(statement) }
        guard let found else { throw Self.unknown(msgID) }
        return found
    }

    /// The SQL of a find.
    private func query(_ condition: SQLCondition, _ selection: FieldSelection) -> String {
        "SELECT \(selection.columns) FROM \(name) WHERE \(condition.sql)"
    }

    func find(_ condition: SQLCondition, _ selection: FieldSelection, _ database: Database) throws -> [TaskRecord] {
        let statement = try PreparedStatement(database, query(condition, selection), isKept: false)
        try statement.bind(condition)
        var records: [TaskRecord] = []
        try withExtendedLifetime(condition) {
            try statement.run { records.append(try selection.record(statement)) }
        }
        return try selection.finished(records)
    }

    func plan(_ condition: SQLCondition, _ database: Database) throws -> [String] {
        let statement = try PreparedStatement(
            database, "EXPLAIN QUERY PLAN " + query(condition, .whole), isKept: false)
        try statement.bind(condition)
        var steps: [String] = []
        try withExtendedLifetime(condition) { try statement.run { steps.append(statement.text(3)) } }
        return steps
    }

    func history(_ database: Database) throws -> [String] {
        let statement = try PreparedStatement(database, historyQuery, isKept: true)
        var msgIDs: [String] = []
        try statement.run { msgIDs.append(statement.text(0)) }
        return msgIDs
    }
}

extension RecordTable {
    private func holds(_ msgID: String, _ database: Database) throws -> Bool {
        let statement = try PreparedStatement(database, "SELECT 1 FROM \(name) WHERE msg_id = ?", isKept: true)
        try statement.bind(.text(msgID), at: 1)
        var isHeld = false
        try statement.run { isHeld = true }
        return isHeld
    }

    private func extra(of msgID: String, _ database: Database) throws -> Document {
        let statement = try PreparedStatement(database, "SELECT extra FROM \(name) WHERE msg_id = ?", isKept: true)
        try statement.bind(.text(msgID), at: 1)
        var extra = Document()
        try statement.run { extra = try Document(extra: statement.cell(0)) }
        return extra
    }

    private static func unknown(_ msgID: String) -> TaskDatabaseError {
        TaskDatabaseError(.unknownID, "no record has msg_id '\(msgID)'")
    }

    private static func duplicate(_ msgID: String) -> TaskDatabaseError {
        TaskDatabaseError(.duplicateID, "a record with msg_id '\(msgID)' is held already")
    }
}

extension PreparedStatement {
    fileprivate func bind(_ condition: SQLCondition) throws {
        for (index, argument) in condition.arguments.enumerated() {
            switch argument {
            case .cell(let cell): try bind(cell, at: index + 1)
            case .condition(let condition): try bind(condition, at: index + 1)
            }
        }
    }
}
