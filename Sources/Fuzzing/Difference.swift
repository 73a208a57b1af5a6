import TaskDatabases
import Wire

/// A difference between a backend's answer and the model's that violates a **must**.
enum Difference: Sendable, Equatable {
    /// The backend raised an error for a valid request.
    case raised(RaisedError)
    /// The backend did not raise, or raised an error of the wrong type.
    case notRaised(mustBeKeyError: Bool, Answer)
    /// A write returned something.
    case returned(Value)
    /// Other records were found, or the reply does not consist of records.
    case found(expected: [String], actual: Value)
    /// The right records were found, but one of them has other values.
    case record(msgID: String, keys: [String], expected: Document, actual: Document)
    /// Fewer records than expected have these values; the records' `msg_id` is ignored.
    case unlike(keys: [String], expected: Document, count: Int)
    /// A record has keys that were not requested, or lacks some.
    case keys(msgID: String, expected: [String], actual: [String])
    /// The history has other tasks with a date, or another order.
    case history(expected: [String], actual: Value, undated: [String])
    /// Records were culled, or kept, against the rules of limits.
    case limits(LimitsJudge.Breach)
}
