import Conformance
import Console
import TaskDatabases
import Wire

/// Writes requests and values as Python source text of a session.
enum PythonText {
    /// The value as an expression; it may use `datetime`, `timedelta` and `timezone`.
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

    /// The method call for a request.
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

    /// The requests to the database that was opened last, as the lines of a session.
    static func session(_ steps: some BidirectionalCollection<Request>) -> [String] {
        let opened = steps.lastIndex { if case .open = $0 { true } else { false } }
        guard let opened else { return steps.map { ">>> " + call($0) } }
        guard case .open(let options) = steps[opened] else { return [] }
        let limits = options.isEmpty ? [] : ["# opened with \(expression(options))"]
        return limits + steps[steps.index(after: opened)...].map { ">>> " + call($0) }
    }

    /// Whether all bytes are the letter x, as in the long values of ``ValuePool``.
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
        // The session imports the names of the datetime module, so only the module's prefix is removed.
        if text.hasPrefix("datetime(") == false { text = "datetime" + text }
        return text
    }
}

extension Value {
    /// The value as a session prints it.
    var shown: String { Object(self).repr }
}
