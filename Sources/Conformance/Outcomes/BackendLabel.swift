/// The names of a backend in reports and on a command line.
package struct BackendLabel: Sendable, Equatable {
    /// The backend as it would be typed, without passwords: `sqlitedb:tasks.db?table=spring`.
    package let spec: String
    /// The arguments of `taskdb test` that choose the backend: `--backend SPEC`, or `--` and a command.
    package let arguments: [String]
    /// Whether the backend is the reference: some cases judge nothing else.
    package let isReference: Bool

    package init(spec: String, arguments: [String], isReference: Bool = false) {
        self.spec = spec
        self.arguments = arguments
        self.isReference = isReference
    }
}
