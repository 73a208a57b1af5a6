/// A program to start as a backend.
public struct ChildCommand: Sendable, Equatable {
    /// The program's name, looked up in PATH, or its path.
    public let program: String
    public let arguments: [String]

    public init(program: String, arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
    }
}
