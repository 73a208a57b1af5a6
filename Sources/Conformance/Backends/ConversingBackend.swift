/// A backend that can be talked to line by line, as whoever tries a program by hand does.
package protocol ConversingBackend: Backend {
    /// Starts the backend without sending it anything; it ends the process before.
    func startSilently() async throws

    /// Sends a line and waits for the next one.
    ///
    /// - Parameter method: the name of the request in the line, for errors.
    /// - Throws: ``BackendError`` if no line came, `CancellationError` if the run was interrupted.
    func converse(_ line: [UInt8], method: String) async throws -> [UInt8]

    /// Waits for the end of a process that has answered `shutdown`.
    ///
    /// - Returns: how it ended otherwise than it must; nil if it ended well.
    func conclude() async -> BackendError?
}
