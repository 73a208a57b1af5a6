import TaskDatabases
import Wire

/// How a backend's answer to one request differs from the model's in a way that a **must** does not leave open.
enum Difference: Sendable, Equatable {
    /// It raised although it must not.
    case raised(RaisedError)
    /// It did not raise, or not what it must.
    case notRaised(mustBeKeyError: Bool, Answer)
    /// A write returned something.
    case returned(Value)
    /// Other records, or no records at all.
    case found(expected: [String], actual: Value)
    /// The records are the right ones, but one of them has other keys or values.
    case record(msgID: String, keys: [String], expected: Document, actual: Document)
    /// Fewer records than expected are like one of them in these keys; what they are called is open.
    case unlike(keys: [String], expected: Document, count: Int)
    /// It has keys that were not asked for, or lacks some.
    case keys(msgID: String, expected: [String], actual: [String])
    /// Another history, of the tasks that have to be in it.
    case history(expected: [String], actual: Value, undated: [String])
    /// The error does not say that the record was culled.
    case doesNotSayCulled(RaisedError)
    /// Records went, or stayed, against the rules of limits.
    case limits(LimitsJudge.Breach)
}
