import Support

/// Why the pages of a directory could not be read.
package struct PagesError: Error, CustomStringConvertible {
    package enum Code: Sendable, Hashable {
        case missing, notADirectory, unreadable, noPages, unreadablePage
    }

    package let code: Code
    package let path: String
    /// The error of the file system, if any.
    package let underlying: FileFailure?

    init(code: Code, path: String, underlying: FileFailure? = nil) {
        self.code = code
        self.path = path
        self.underlying = underlying
    }

    package var description: String {
        let reason = underlying.map { ": \($0)" } ?? ""
        return switch code {
        case .missing: "\(path): there is no such directory"
        case .notADirectory: "\(path): not a directory"
        case .unreadable: "\(path): the directory cannot be read\(reason)"
        case .noPages: "\(path): no page (*.md) in this directory"
        case .unreadablePage: "\(path): the page cannot be read\(reason)"
        }
    }
}
