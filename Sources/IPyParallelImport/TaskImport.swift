import TaskDatabases

/// Copies the records of a `tasks.db` file to another database.
package struct TaskImport: Sendable {
    /// The result of an import.
    package struct Outcome: Sendable {
        /// The tables that were read, with their numbers of records.
        package fileprivate(set) var tables: [(name: String, records: Int)] = []
        /// The tables that hold no tasks, with the columns they lack.
        package fileprivate(set) var otherTables: [IPyParallelFile.Table] = []
        /// The number of records that were added.
        package fileprivate(set) var added = 0
        /// The number of records that the target already had unchanged.
        package fileprivate(set) var present = 0
        /// The records that the target already had with other contents; they stay as they are.
        package fileprivate(set) var differing: [(table: String, msgID: String)] = []
        /// The records that could not be read, and why.
        package fileprivate(set) var unreadable: [(table: String, msgID: String, reason: String)] = []
    }

    private let target: any TaskDatabase

    /// Makes an import to a target database.
    package init(to target: any TaskDatabase) { self.target = target }

    /// Copies all records. Records that were added before an error stay.
    ///
    /// - Throws: ``ImportError``; `TaskDatabaseError` if the target rejects a record.
    package func run(_ file: IPyParallelFile) async throws -> Outcome {
        var outcome = Outcome()
        for table in file.tables {
            guard table.holdsTasks else {
                outcome.otherTables.append(table)
                continue
            }
            try await copy(table, of: file, &outcome)
        }
        return outcome
    }
}

extension TaskImport {
    private func copy(_ table: IPyParallelFile.Table, of file: IPyParallelFile, _ outcome: inout Outcome) async throws {
        var count = 0
        var end: Int64 = 0
        while true {
            let batch = try file.entries(in: table, after: end)
            if batch.entries.isEmpty { break }
            (count, end) = (count + batch.entries.count, batch.end)
            for entry in batch.entries {
                if case .unreadable(let msgID, let reason) = entry {
                    outcome.unreadable.append((table.name, msgID, reason))
                }
            }
            let records = batch.entries.compactMap { if case .record(let record) = $0 { record } else { nil } }
            try await add(records, table.name, &outcome)
        }
        outcome.tables.append((table.name, count))
    }

    private enum Status {
        case added, present, differing
    }

    /// Adds records concurrently, so that the target can write them in one transaction.
    private func add(_ records: [TaskRecord], _ table: String, _ outcome: inout Outcome) async throws {
        let target = target
        try await withThrowingTaskGroup(of: (String, Status).self) { group in
            for record in records {
                group.addTask {
                    let msgID = record.msgID
                    return (msgID, try await Self.add(record, msgID, to: target))
                }
            }
            for try await (msgID, status) in group {
                switch status {
                case .added: outcome.added += 1
                case .present: outcome.present += 1
                case .differing: outcome.differing.append((table, msgID))
                }
            }
        }
    }

    private static func add(_ record: TaskRecord, _ msgID: String, to target: any TaskDatabase) async throws -> Status {
        do {
            try await target.addRecord(msgID, record)
            return .added
        } catch let error as TaskDatabaseError where error.kind == .duplicateID {
            return try await target.getRecord(msgID) == record ? .present : .differing
        }
    }
}

extension TaskRecord {
    fileprivate var msgID: String { if case .text(let text) = self["msg_id"] { text } else { "" } }
}
