import Support
import TaskDatabases

/// What keeps a controller from running, in a sentence that names the file or the address.
package struct ControllerFailure: Error, CustomStringConvertible {
    package let description: String
    /// Whether something that the command line, the environment or a configuration file names cannot be used. Otherwise
    /// it could have been used, and something failed later.
    package let isOfConfiguration: Bool

    package init(_ description: String, isOfConfiguration: Bool = true) {
        self.description = description
        self.isOfConfiguration = isOfConfiguration
    }

    /// An error of the file system.
    ///
    /// - Parameters:
    ///   - action: what was tried, with the path: `write /profile/security/x.json`.
    ///   - advice: what to do.
    package init(_ action: String, _ error: any Error, advice: String = "") {
        let failure = FileFailure(error)
        self.init(
            "cannot \(action): \(failure)" + (advice.isEmpty ? "" : "; \(advice)"), isOfConfiguration: failure.isOfPath)
    }
}
