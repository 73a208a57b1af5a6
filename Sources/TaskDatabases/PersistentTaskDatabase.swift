/// A task database whose records outlive the process: what a write returned for is there when it is opened again, also
/// after the process was killed.
public protocol PersistentTaskDatabase: TaskDatabase {
    /// Lets every record go.
    func removeAllRecords() async throws

    /// Ends the use of the store once every call before is done; calls after it throw kind `unavailable`. Records stay.
    func close() async throws
}
