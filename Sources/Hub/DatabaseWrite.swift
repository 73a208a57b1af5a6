import TaskDatabases

/// A change of the task database.
package enum DatabaseWrite: Sendable {
    case add(_ msgID: String, TaskRecord)
    case update(_ msgID: String, Document)
    /// Adds text to what a record has under `stdout` or `stderr`.
    case append(_ msgID: String, key: String, text: String)

    /// The record that is changed.
    package var msgID: String {
        switch self {
        case .add(let msgID, _), .update(let msgID, _), .append(let msgID, _, _): msgID
        }
    }

    /// About how many bytes the change holds in memory.
    package var size: Int {
        switch self {
        case .add(_, let record): Value.document(record.fields).heldBytes + 2048
        case .update(_, let changes): Value.document(changes).heldBytes + 1024
        case .append(_, _, let text): text.utf8.count + 256
        }
    }

    /// Makes the change.
    package func apply(to database: any TaskDatabase) async throws {
        switch self {
        case .add(let msgID, let record): try await database.addRecord(msgID, record)
        case .update(let msgID, let changes): try await database.updateRecord(msgID, changes)
        case .append(let msgID, let key, let text):
            let found = try await database.findRecords(["msg_id": .text(msgID)], keys: [key])
            // Output that comes after its record was dropped is dropped, too.
            guard let record = found.first else { return }
            let before = if case .text(let text)? = record[key] { text } else { "" }
            try await database.updateRecord(msgID, [key: .text(before + text)])
        }
    }
}

extension [DatabaseWrite] {
    /// The same changes, with what is added to a text one after the other added at once: each adding copies the text.
    package var joined: [DatabaseWrite] {
        var result: [DatabaseWrite] = []
        var latest: [String: Int] = [:]
        var texts: [Int: [String]] = [:]
        for write in self {
            if case .append(let msgID, let key, let text) = write, let place = latest[msgID],
                case .append(_, key, _) = result[place]
            {
                texts[place, default: []].append(text)
            } else {
                latest[write.msgID] = result.count
                result.append(write)
            }
        }
        for (place, more) in texts {
            guard case .append(let msgID, let key, let text) = result[place] else { continue }
            result[place] = .append(msgID, key: key, text: text + more.joined())
        }
        return result
    }
}

extension Value {
    /// The bytes of all texts, buffers and names in the value. Values come from JSON of bounded depth.
    fileprivate var heldBytes: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .list(let values): values.reduce(16 * values.count) { $0 + $1.heldBytes }
        case .document(let document): document.reduce(0) { $0 + $1.name.utf8.count + 32 + $1.value.heldBytes }
        default: 0
        }
    }
}
