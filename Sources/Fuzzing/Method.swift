import TaskDatabases
import Wire

/// The seven methods of a task database.
package enum Method: CaseIterable {
    case add, get, update, drop, dropMatching, find, history

    /// The methods that change records.
    package static let writes: [Method] = [.add, .update, .drop, .dropMatching]
    /// The methods that return records or msg_ids.
    package static let reads: [Method] = [.get, .find, .history]
}

extension Request {
    /// The method that the request calls; nil for a request to the backend itself, such as `open`.
    package var databaseMethod: Method? {
        switch self {
        case .addRecord: .add
        case .getRecord: .get
        case .updateRecord: .update
        case .dropRecord: .drop
        case .dropMatchingRecords: .dropMatching
        case .findRecords: .find
        case .getHistory: .history
        case .initialize, .open, .close, .reopen, .shutdown: nil
        }
    }

    /// The msg_id of the request; nil for a request about many records or none.
    package var msgID: String? {
        switch self {
        case .addRecord(let msgID, _), .updateRecord(let msgID, _), .getRecord(let msgID), .dropRecord(let msgID): msgID
        default: nil
        }
    }

    /// The record or the update of the request; nil if it has none.
    package var record: Document? {
        switch self {
        case .addRecord(_, let record), .updateRecord(_, let record): record
        default: nil
        }
    }

    /// The check of the request; nil if it has none.
    package var check: Document? {
        switch self {
        case .dropMatchingRecords(let check), .findRecords(let check, _): check
        default: nil
        }
    }

    /// Returns the request with another msg_id.
    package func replacing(msgID: String) -> Request {
        switch self {
        case .addRecord(_, let record): .addRecord(msgID: msgID, record: record)
        case .updateRecord(_, let record): .updateRecord(msgID: msgID, record: record)
        case .getRecord: .getRecord(msgID: msgID)
        case .dropRecord: .dropRecord(msgID: msgID)
        default: self
        }
    }

    /// Returns the request with another record or update.
    package func replacing(record: Document) -> Request {
        switch self {
        case .addRecord(let msgID, _): .addRecord(msgID: msgID, record: record)
        case .updateRecord(let msgID, _): .updateRecord(msgID: msgID, record: record)
        default: self
        }
    }

    /// Returns the request with another check.
    package func replacing(check: Document) -> Request {
        switch self {
        case .dropMatchingRecords: .dropMatchingRecords(check: check)
        case .findRecords(_, let keys): .findRecords(check: check, keys: keys)
        default: self
        }
    }
}
