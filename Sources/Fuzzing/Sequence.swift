import TaskDatabases
import Wire

/// A sequence of operations on a database; an `open` among them starts a new, empty database.
struct OperationSequence: Sendable, Equatable {
    var steps: [Request]

    /// The steps on each database, without the `open`.
    var databases: [ArraySlice<Request>] {
        steps.split(omittingEmptySubsequences: false) { if case .open = $0 { true } else { false } }
    }

    /// Whether the first step is an `open`.
    var opensFirst: Bool { if case .open? = steps.first { true } else { false } }

    /// Whether a record is added under a msg_id other than its own. The rules leave open which one it then holds.
    var hasMismatchedNames: Bool {
        steps.contains { step in
            guard case .addRecord(let msgID, let record) = step else { return false }
            return ExactText(record.msgID) != ExactText(msgID)
        }
    }

    /// Whether the rules allow only one answer to every step, of a database with default limits, too.
    var isFair: Bool { !steps.contains(where: isOpen) && !mayPassDefaultLimit }

    /// Whether so many records are added without limits of the sequence's own that a database may cull some.
    private var mayPassDefaultLimit: Bool {
        var added = 0
        for step in steps {
            switch step {
            case .open(let options): added = options["record_limit"] == nil ? 0 : .min
            case .addRecord: added += 1
            default: break
            }
            if added > DictDB.Limits.defaultRecords { return true }
        }
        return false
    }

    /// The sequence without the steps whose answer the rules leave open.
    var fair: OperationSequence { OperationSequence(steps: steps.filter { !isOpen($0) }) }

    /// Whether the rules leave the answer to a step open: a `msg_id` that may be one of two, or a range over bytes.
    private func isOpen(_ step: Request) -> Bool {
        guard let check = step.check else { return false }
        if hasMismatchedNames, check["msg_id"] != nil { return true }
        return check.conditions.contains { condition in
            condition.isRange && condition.operand.isBytes
                && steps.contains { $0.record?[condition.field]?.isBytes ?? false }
        }
    }
}
