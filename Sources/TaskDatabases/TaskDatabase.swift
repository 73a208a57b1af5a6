/// A Hub's record of its tasks: the seven methods that every backend has.
///
/// A call that returns has taken effect, and later calls see it. A call that throws has changed nothing. Calls may come
/// from several tasks at once; each takes effect as a whole.
public protocol TaskDatabase: Sendable {
    /// Adds a record under a new msg_id, which replaces the record's own `msg_id`.
    ///
    /// - Throws: kind `duplicateID` if a record has the msg_id; `invalidDate` if a date key holds something else.
    func addRecord(_ msgID: String, _ record: TaskRecord) async throws

    /// Returns the record with a msg_id.
    ///
    /// - Throws: kind `unknownID`, or `culled` if it was removed because of a limit.
    func getRecord(_ msgID: String) async throws -> TaskRecord

    /// Sets the given top-level keys of a record. Each value is replaced whole; an unknown msg_id adds nothing.
    ///
    /// - Throws: kind `unknownID`, `culled` or `invalidDate`.
    func updateRecord(_ msgID: String, _ changes: Document) async throws

    /// Drops one record; its msg_id may be added again.
    ///
    /// - Throws: kind `unknownID` or `culled`.
    func dropRecord(_ msgID: String) async throws

    /// Drops every matching record.
    ///
    /// - Parameter check: what ``Query/init(_:)`` parses.
    /// - Throws: kind `unknownOperator` or `invalidOperand`.
    func dropMatchingRecords(_ check: Document) async throws

    /// Returns the matching records, in no particular order.
    ///
    /// - Parameters:
    ///   - check: what ``Query/init(_:)`` parses.
    ///   - keys: the keys wanted; `msg_id` is always added. Nil and an empty list mean all.
    /// - Throws: kind `unknownOperator` or `invalidOperand` for the check, `unknownKey` for `keys`.
    func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord]

    /// Returns the msg_ids of all records that have a `submitted`, oldest first.
    func getHistory() async throws -> [String]
}
