/// An error of a task database. The call has changed nothing.
public struct TaskDatabaseError: Error, Equatable {
    /// What went wrong.
    public enum Kind: Sendable {
        /// No record has the msg_id.
        case unknownID
        /// A record has the msg_id already.
        case duplicateID
        /// The record was removed because the database exceeded a limit.
        case culled
        /// The database stores no records.
        case notRecorded
        /// A check uses an operator that does not exist.
        case unknownOperator
        /// An operator has an operand that it cannot compare with.
        case invalidOperand
        /// No record has a key that `keys` asks for.
        case unknownKey
        /// A date key has a value that is neither a datetime nor None.
        case invalidDate
        /// An option has an invalid value.
        case invalidOption
        /// The record cannot be stored: it is too large or nested too deep.
        case unstorable
        /// The file or collection is not a task database, or not one that this version can read.
        case foreignStore
        /// The file or server cannot be reached or written to: locked, full, read-only, closed, missing.
        case unavailable
    }

    /// What went wrong.
    public let kind: Kind
    /// The same for a person to read, in one line without the kind.
    public let message: String

    /// Creates an error.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The Python exception of this kind: `KeyError`, `ValueError` or `OSError`.
    package var pythonType: String {
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
