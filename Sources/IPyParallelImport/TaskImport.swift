import TaskDatabases

/// Brings the records of a `tasks.db` over into another database.
package struct TaskImport: Sendable {
    /// What became of it.
    package struct Outcome: Sendable {
        /// The tables that were read, and how many records each had.
        package fileprivate(set) var tables: [(name: String, records: Int)] = []
        /// The tables that hold no tasks, and what they lack.
        package fileprivate(set) var otherTables: [IPyParallelFile.Table] = []
        package fileprivate(set) var added = 0
        /// Records that the target had already, just as they are in the file.
        package fileprivate(set) var present = 0
        /// Records that the target has under the same msg_id, and not as they are in the file. They stay.
        package fileprivate(set) var differing: [(table: String, msgID: String)] = []
        package fileprivate(set) var unreadable: [(table: String, msgID: String, reason: String)] = []
    }

    private let target: any TaskDatabase

    package init(to target: any TaskDatabase) { self.target = target }

    /// - Throws: ``ImportError``; `TaskDatabaseError` where the target refuses a record. What was added until then stays.
    package func run(_ file: IPyParallelFile) async throws -> Outcome {
        var outcome = Outcome()
        for table in file.tables {
            guard table.holdsTasks else {
                outcome.otherTables.append(table)
                continue
            }
            try await bring(table, of: file, &outcome)
        }
        return outcome
    }
}

extension TaskImport {
    private func bring(_ table: IPyParallelFile.Table, of file: IPyParallelFile, _ outcome: inout Outcome) async throws
    {
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

    private enum Fate {
        case added, present, differing
    }

    /// All at once, so that the target may write them together.
    private func add(_ records: [TaskRecord], _ table: String, _ outcome: inout Outcome) async throws {
        let target = target
        try await withThrowingTaskGroup(of: (String, Fate).self) { group in
            for record in records {
                group.addTask {
                    let msgID = record.msgID
                    return (msgID, try await Self.add(record, msgID, to: target))
                }
            }
            for try await (msgID, fate) in group {
                switch fate {
                case .added: outcome.added += 1
                case .present: outcome.present += 1
                case .differing: outcome.differing.append((table, msgID))
                }
            }
        }
    }

    private static func add(_ record: TaskRecord, _ msgID: String, to target: any TaskDatabase) async throws -> Fate {
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
