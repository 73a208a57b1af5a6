/// Why a task database refused a call. Nothing has changed.
public struct TaskDatabaseError: Error, Equatable {
    public enum Kind: Sendable, CaseIterable {
        /// No record is held under the msg_id.
        case unknownID
        /// A record is held under the msg_id already.
        case duplicateID
        /// The record was let go because the database went over a limit.
        case culled
        /// The database records nothing, so there is nothing to look up.
        case notRecorded
        /// A query uses an operator that there is not.
        case unknownOperator
        /// An operator was given something it cannot compare with.
        case invalidOperand
        /// A key was asked for that no record has.
        case unknownKey
        /// A date key was given something that is no datetime.
        case invalidDate
        /// An option was set that makes no sense.
        case invalidOption
        /// The record cannot be kept: it is too large, or nested too deep.
        case unstorable
        /// What the records are kept in is not a task database, or not one that this version can read.
        case foreignStore
        /// What the records are kept in cannot be reached or written to: locked, full, read-only, closed, gone.
        case unavailable
    }

    public let kind: Kind
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The Python exception that tells this kind: `KeyError`, `ValueError` or `OSError`.
    public var pythonType: String {
        switch kind {
        case .invalidOperand, .invalidDate, .invalidOption, .unstorable: "ValueError"
        case .foreignStore, .unavailable: "OSError"
        default: "KeyError"
        }
    }
}

extension TaskDatabaseError: CustomStringConvertible {
    public var description: String { "\(pythonType): \(message)" }
}
