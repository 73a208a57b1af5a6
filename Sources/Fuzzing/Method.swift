import TaskDatabases
import Wire

/// The seven methods of a task database, as faults tell them apart.
package enum Method: CaseIterable {
    case add, get, update, drop, dropMatching, find, history

    package static let writes: [Method] = [.add, .update, .drop, .dropMatching]
    package static let reads: [Method] = [.get, .find, .history]
}

extension Request {
    /// Nil for a request that is about the backend itself.
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

    /// The msg_id a request is about; nil for one that is about many records or none.
    package var msgID: String? {
        switch self {
        case .addRecord(let msgID, _), .updateRecord(let msgID, _), .getRecord(let msgID), .dropRecord(let msgID): msgID
        default: nil
        }
    }

    /// The record or the update handed in; nil where there is none.
    package var record: Document? {
        switch self {
        case .addRecord(_, let record), .updateRecord(_, let record): record
        default: nil
        }
    }

    package var check: Document? {
        switch self {
        case .dropMatchingRecords(let check), .findRecords(let check, _): check
        default: nil
        }
    }

    /// The same request about another msg_id.
    package func replacing(msgID: String) -> Request {
        switch self {
        case .addRecord(_, let record): .addRecord(msgID: msgID, record: record)
        case .updateRecord(_, let record): .updateRecord(msgID: msgID, record: record)
        case .getRecord: .getRecord(msgID: msgID)
        case .dropRecord: .dropRecord(msgID: msgID)
        default: self
        }
    }

    package func replacing(record: Document) -> Request {
        switch self {
        case .addRecord(let msgID, _): .addRecord(msgID: msgID, record: record)
        case .updateRecord(let msgID, _): .updateRecord(msgID: msgID, record: record)
        default: self
        }
    }

    package func replacing(check: Document) -> Request {
        switch self {
        case .dropMatchingRecords: .dropMatchingRecords(check: check)
        case .findRecords(_, let keys): .findRecords(check: check, keys: keys)
        default: self
        }
    }
}
