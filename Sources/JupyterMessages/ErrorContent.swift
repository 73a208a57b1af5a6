import TaskDatabases
import Wire

/// An error as the content of a message, which becomes an exception in a client.
package struct ErrorContent: Error, Sendable, Equatable {
    /// The name of the exception: `KeyError`.
    package let name: String
    /// Its text, as `str()` of the exception returns it.
    package let text: String

    /// Creates an error.
    package init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// Converts an error of a task database.
    package init(_ error: any Error) {
        switch error {
        case let error as ErrorContent: self = error
        case let error as TaskDatabaseError where error.kind == .notRecorded: self.init("NoData", error.message)
        case let error as TaskDatabaseError: self.init(error.pythonType, error.message)
        default: self.init("RuntimeError", "\(error)")
        }
    }

    /// The content of the message.
    package var content: JSONObject {
        JSONObject([
            ("status", "error"), ("ename", .string(name)), ("evalue", .string(text)),
            ("traceback", [.string("\(name): \(text)")]), ("engine_info", .object(JSONObject())),
        ])
    }

    /// The same as a value of a record.
    package var document: Document { Document(message: content) }
}
