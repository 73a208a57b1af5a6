import TaskDatabases
import Wire

/// Converts a row that ipyparallel's SQLiteDB wrote to the record that the Hub had passed to it.
///
/// ipyparallel itself would read another record: it converts every string in a dict that looks like a date, and leaves
/// `error` and `execute_result` as JSON text.
package enum IPyParallelRow {
    private static let dictKeys = [
        "header", "metadata", "content", "result_header", "result_metadata", "result_content",
    ]
    private static let bufferKeys = ["buffers", "result_buffers"]
    /// The keys whose dicts are stored in columns of plain text.
    private static let untypedKeys = ["execute_result", "error"]

    /// - Parameter columns: the bytes of each column by its name; nil for NULL.
    /// - Throws: ``UnreadableRow``.
    package static func record(_ columns: [(key: String, bytes: [UInt8]?)]) throws -> TaskRecord {
        // Tables of earlier versions lack columns: their records get all keys.
        var record = TaskRecord(msgID: "")
        for (key, bytes) in columns {
            do {
                record[key] = try bytes.map { try value($0, key) } ?? .null
            } catch let error as UnreadableValue {
                throw UnreadableRow(key: key, value: error)
            }
        }
        // An empty list was written as NULL. A request always has buffers, and so has a result once it arrived.
        for (key, isThere) in zip(bufferKeys, [true, record.isFinished]) where record[key] == .null && isThere {
            record[key] = []
        }
        return record
    }

    private static func value(_ bytes: [UInt8], _ key: String) throws -> Value {
        if bufferKeys.contains(key) { return .list(try BufferPickle.buffers(bytes).map(Value.bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UnreadableValue("text that is not valid UTF-8")
        }
        if TaskRecord.dateKeys.contains(key) { return .instant(try date(text)) }
        if dictKeys.contains(key) { return try dict(bytes, key) }
        if untypedKeys.contains(key), let value = try? dict(bytes, key) { return value }
        return .text(text)
    }

    private static func date(_ text: String) throws -> Instant {
        guard let instant = WrittenDate.instant(text) else {
            throw UnreadableValue("\"\(text.prefix(60))\", which is not a date")
        }
        return instant
    }

    private static func dict(_ bytes: [UInt8], _ key: String) throws -> Value {
        let json: JSON
        do {
            json = try JSON(parsingPython: bytes)
        } catch {
            throw UnreadableValue("a dict that is not valid JSON: \(error)")
        }
        guard case .document(var document) = try Value(plain: json) else {
            throw UnreadableValue("JSON that is not a dict")
        }
        // The Hub had converted only this date.
        if key.hasSuffix("header"), case .text(let text) = document["date"], let instant = WrittenDate.instant(text) {
            document["date"] = .instant(instant)
        }
        return .document(document)
    }
}

extension Value {
    /// Converts JSON that Python wrote, in which every object is a dict.
    fileprivate init(plain json: JSON) throws {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .double(let double): self = .double(double)
        case .bigInteger(let digits): throw UnreadableValue("the integer \(digits), which is beyond 64 bits")
        case .string(let string): self = .text(string)
        case .array(let elements): self = .list(try elements.map { try Value(plain: $0) })
        case .object(let object):
            self = .document(Document(try object.members.map { ($0.name, try Value(plain: $0.value)) }))
        }
    }
}
