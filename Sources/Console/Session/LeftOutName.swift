/// The use, in a session, of a builtin name that the subset leaves out.
package struct LeftOutName: Sendable {
    /// The name.
    package let name: String
    /// The error to report unless something else defines the name.
    package let error: SourceError
}
