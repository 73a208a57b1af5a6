import TaskDatabase
import Wire

/// The seven methods of a task database, as faults tell them apart.
enum Method: CaseIterable {
    case add, get, update, drop, dropMatching, find, history

    static let writes: [Method] = [.add, .update, .drop, .dropMatching]
    static let reads: [Method] = [.get, .find, .history]
}

extension Request {
    /// Nil for a request that is about the backend itself.
    var databaseMethod: Method? {
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
    var msgID: String? {
        switch self {
        case .addRecord(let msgID, _), .updateRecord(let msgID, _), .getRecord(let msgID), .dropRecord(let msgID): msgID
        default: nil
        }
    }

    /// The record or the update handed in; nil where there is none.
    var record: Document? {
        switch self {
        case .addRecord(_, let record), .updateRecord(_, let record): record
        default: nil
        }
    }

    var check: Document? {
        switch self {
        case .dropMatchingRecords(let check), .findRecords(let check, _): check
        default: nil
        }
    }

    /// The same request about another msg_id.
    func replacing(msgID: String) -> Request {
        switch self {
        case .addRecord(_, let record): .addRecord(msgID: msgID, record: record)
        case .updateRecord(_, let record): .updateRecord(msgID: msgID, record: record)
        case .getRecord: .getRecord(msgID: msgID)
        case .dropRecord: .dropRecord(msgID: msgID)
        default: self
        }
    }

    func replacing(record: Document) -> Request {
        switch self {
        case .addRecord(let msgID, _): .addRecord(msgID: msgID, record: record)
        case .updateRecord(let msgID, _): .updateRecord(msgID: msgID, record: record)
        default: self
        }
    }

    func replacing(check: Document) -> Request {
        switch self {
        case .dropMatchingRecords: .dropMatchingRecords(check: check)
        case .findRecords(_, let keys): .findRecords(check: check, keys: keys)
        default: self
        }
    }
}
