import TaskDatabases
import Wire

/// Operations on a database, one after another; an `open` among them turns to a new, empty one.
struct OperationSequence: Sendable, Equatable {
    var steps: [Request]

    /// The first places at which two databases may differ: where the steps of each begin.
    var databases: [ArraySlice<Request>] {
        steps.split(omittingEmptySubsequences: false) { if case .open = $0 { true } else { false } }
    }

    /// Whether nothing is done with a database before the first `open`.
    var opensFirst: Bool { if case .open? = steps.first { true } else { false } }

    /// Whether a record was added under another name than its own. What its `msg_id` says then is left open.
    var namesOtherwise: Bool {
        steps.contains { step in
            guard case .addRecord(let msgID, let record) = step else { return false }
            return ExactText(record.msgID) != ExactText(msgID)
        }
    }

    /// Whether everything asked for has one answer only.
    var isFair: Bool { !namesOtherwise || !steps.contains { $0.check?["msg_id"] != nil } }
}
