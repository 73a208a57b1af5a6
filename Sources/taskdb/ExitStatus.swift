import ArgumentParser
import Backends
import Specification
import Support

/// The exit statuses of the program. A command that ends with any but `success` throws it, after it has shown why.
enum ExitStatus: Int32, Error {
    case success = 0
    /// A backend is not conformant, or a check failed.
    case negative = 1
    /// There is no verdict: a backend could not be run, or nothing was selected.
    case inconclusive = 2
    /// Something named on the command line cannot be used, such as a file that does not exist or is not UTF-8.
    case usage = 64
    /// The program failed later: the disk is full, or the program has a fault.
    case software = 70
}

/// An error that ends the program: its message, and the exit status.
struct CommandError: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    /// Something named on the command line cannot be used.
    static func usage(_ message: String) -> CommandError { CommandError(status: .usage, description: message) }

    static func software(_ message: String) -> CommandError { CommandError(status: .software, description: message) }

    /// A file named on the command line cannot be read or written.
    ///
    /// - Parameter message: what cannot be done with it; the failure follows after a colon.
    static func file(_ failure: FileFailure, _ message: String) -> CommandError {
        CommandError(status: failure.isOfPath ? .usage : .software, description: "\(message): \(failure)")
    }

    /// The message and the status for any error: the only place that decides on them.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as CommandError: error
            case let error as ValidationError: .usage(error.message)
            case let error as BackendSpecError: .usage(error.description)
            case let error as PagesError: .usage("\(error)")
            case let error as FileFailure:
                CommandError(status: error.isOfPath ? .usage : .software, description: "\(error)")
            default: .software("\(error)")
            }
    }

    init(status: ExitStatus, description: String) {
        self.status = status
        self.description = description
    }

    /// Shows the message on standard error.
    func show() { Terminal.writeError("Error: \(description)\n") }
}
