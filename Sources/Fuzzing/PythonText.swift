import Conformance
import Console
import TaskDatabases
import Wire

/// Requests and values as a console session writes them.
enum PythonText {
    /// A value as an expression that needs `datetime`, `timedelta` and `timezone`.
    static func expression(_ value: Value) -> String {
        switch value {
        case .instant(let instant): moment(instant)
        case .list(let values): "[" + values.map(expression).joined(separator: ", ") + "]"
        case .document(let document): expression(document)
        case .text(let text) where text.utf8.count > 1000 && isUniform(text.utf8): "'x' * \(text.utf8.count)"
        case .bytes(let bytes) where bytes.count > 1000 && isUniform(bytes): "b'x' * \(bytes.count)"
        default: Object(value).repr
        }
    }

    static func expression(_ document: Document) -> String {
        "{" + document.map { "\(text($0.name)): \(expression($0.value))" }.joined(separator: ", ") + "}"
    }

    static func text(_ text: String) -> String { Object.string(text).repr }

    static func list(_ texts: [String]) -> String { expression(.list(texts.map(Value.text))) }

    /// The call that makes a request.
    static func call(_ request: Request) -> String {
        switch request {
        case .addRecord(let msgID, let record): "db.add_record(\(text(msgID)), \(newRecord(record)))"
        case .getRecord(let msgID): "db.get_record(\(text(msgID)))"
        case .updateRecord(let msgID, let record): "db.update_record(\(text(msgID)), \(expression(record)))"
        case .dropRecord(let msgID): "db.drop_record(\(text(msgID)))"
        case .dropMatchingRecords(let check): "db.drop_matching_records(\(expression(check)))"
        case .findRecords(let check, let keys):
            "db.find_records(\(expression(check))" + (keys.map { ", " + list($0) } ?? "") + ")"
        case .getHistory: "db.get_history()"
        case .reopen: "db.reopen()"
        case .initialize, .open, .close, .shutdown: request.method
        }
    }

    /// What was asked of the last database that was opened, one prompt a request.
    static func session(_ steps: some BidirectionalCollection<Request>) -> [String] {
        let opened = steps.lastIndex { if case .open = $0 { true } else { false } }
        guard let opened else { return steps.map { ">>> " + call($0) } }
        guard case .open(let options) = steps[opened] else { return [] }
        let limits = options.isEmpty ? [] : ["# opened with \(expression(options))"]
        return limits + steps[steps.index(after: opened)...].map { ">>> " + call($0) }
    }

    /// Whether it is nothing but the letter x, as the long values are that records get.
    private static func isUniform(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 == 0x78 } }

    private static func newRecord(_ record: Document) -> String {
        let defaults = TaskRecord(msgID: record.msgID).fields
        let given = record.filter { $0.value != defaults[$0.name] }
        return "new_record("
            + ([text(record.msgID)] + given.map { "\($0.name)=\(expression($0.value))" })
            .joined(separator: ", ") + ")"
    }

    private static func moment(_ instant: Instant) -> String {
        var text = Object(.instant(instant)).repr.replacing("datetime.", with: "")
        // A zone is told as the session's imports allow it.
        if text.hasPrefix("datetime(") == false { text = "datetime" + text }
        return text
    }
}

extension Value {
    /// The value as a session shows it.
    var shown: String { Object(self).repr }
}
