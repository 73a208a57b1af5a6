/// A task database whose records outlive the process: when it is opened again it has what was acknowledged, also after the
/// process was killed.
package protocol PersistentTaskDatabase: TaskDatabase {
    /// Drops every record.
    func removeAllRecords() async throws

    /// Closes the database once every earlier call is done; later calls throw kind `unavailable`. Records stay.
    func close() async throws
}
