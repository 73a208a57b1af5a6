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
        /// A limit was set that makes no sense.
        case invalidOption
    }

    public let kind: Kind
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The Python exception that tells this kind: `KeyError` or `ValueError`.
    public var pythonType: String {
        switch kind {
        case .invalidOperand, .invalidDate, .invalidOption: "ValueError"
        default: "KeyError"
        }
    }
}

extension TaskDatabaseError: CustomStringConvertible {
    public var description: String { "\(pythonType): \(message)" }
}
