/// A Hub's record of its tasks: the seven methods that every backend has.
///
/// A call that returns has taken effect, and later calls see it. A call that throws has changed nothing. Calls may come
/// from several tasks at once; each takes effect as a whole.
public protocol TaskDatabase: Sendable {
    /// Adds a record under a msg_id that is not held yet; the record's own `msg_id` becomes that one.
    ///
    /// - Throws: kind `duplicateID` if the msg_id is held, `invalidDate` if a date key holds something else.
    func addRecord(_ msgID: String, _ record: TaskRecord) async throws

    /// The record held under a msg_id.
    ///
    /// - Throws: kind `unknownID`, or `culled` if it was let go because of a limit.
    func getRecord(_ msgID: String) async throws -> TaskRecord

    /// Sets the given top-level keys of a held record, each value replaced whole; an unknown msg_id adds nothing.
    ///
    /// - Throws: kind `unknownID`, `culled` or `invalidDate`.
    func updateRecord(_ msgID: String, _ changes: Document) async throws

    /// Lets one record go; its msg_id may be added again.
    ///
    /// - Throws: kind `unknownID` or `culled`.
    func dropRecord(_ msgID: String) async throws

    /// Lets every matching record go.
    ///
    /// - Parameter check: a query as ``Query/init(_:)`` reads it.
    func dropMatchingRecords(_ check: Document) async throws

    /// The matching records, in no particular order.
    ///
    /// - Parameters:
    ///   - check: a query as ``Query/init(_:)`` reads it.
    ///   - keys: the keys wanted; `msg_id` comes always. Nil and an empty list mean all.
    /// - Throws: kind `unknownOperator` or `invalidOperand` for the query, `unknownKey` for `keys`.
    func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord]

    /// The msg_ids of all records that have a `submitted`, oldest first.
    func getHistory() async throws -> [String]
}
