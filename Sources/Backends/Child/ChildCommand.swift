/// A program to start as a backend.
package struct ChildCommand: Sendable, Equatable {
    /// The program's name, looked up in PATH, or its path.
    package let program: String
    package let arguments: [String]

    package init(program: String, arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
    }
}
