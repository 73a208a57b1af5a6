/// A program to start as a backend.
package struct ChildCommand: Sendable, Equatable {
    /// The program's name, looked up in PATH, or its path.
    package let program: String
    package let arguments: [String]
    /// Environment variables beside those of this process, or instead of them.
    package let environment: [String: String]

    package init(program: String, arguments: [String] = [], environment: [String: String] = [:]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }
}
