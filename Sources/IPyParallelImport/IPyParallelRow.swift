import TaskDatabases
import Wire

/// Reads a row that ipyparallel's SQLiteDB wrote as the record that the Hub had handed it.
///
/// That is not what ipyparallel itself would read: it takes every text in a dict that looks like a date for one, and
/// leaves `error` and `execute_result` as the JSON that they were written as.
enum IPyParallelRow {
    private static let dictKeys = [
        "header", "metadata", "content", "result_header", "result_metadata", "result_content",
    ]
    private static let bufferKeys = ["buffers", "result_buffers"]
    /// Dicts in columns of plain text.
    private static let untypedKeys = ["execute_result", "error"]

    /// - Parameter columns: the bytes of each column by its name; nil for NULL.
    /// - Throws: ``UnreadableRow``.
    static func record(_ columns: [(key: String, bytes: [UInt8]?)]) throws -> TaskRecord {
        var record = TaskRecord([:])
        for (key, bytes) in columns {
            do {
                record[key] = try bytes.map { try value($0, key) } ?? .null
            } catch let error as UnreadableValue {
                throw UnreadableRow(key: key, value: error)
            }
        }
        // An empty list was written as NULL. A request has buffers always, a result once it is there.
        for (key, isThere) in zip(bufferKeys, [true, record.isFinished]) where record[key] == .null && isThere {
            record[key] = []
        }
        return record
    }

    private static func value(_ bytes: [UInt8], _ key: String) throws -> Value {
        if bufferKeys.contains(key) { return .list(try BufferPickle.buffers(bytes).map(Value.bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UnreadableValue("text that is no UTF-8")
        }
        if TaskRecord.dateKeys.contains(key) { return .instant(try date(text)) }
        if dictKeys.contains(key) { return try dict(bytes, key) }
        if untypedKeys.contains(key), let value = try? dict(bytes, key) { return value }
        return .text(text)
    }

    private static func date(_ text: String) throws -> Instant {
        guard let instant = Instant(text) else {
            throw UnreadableValue("\"\(text.prefix(60))\", which is no date with an offset from UTC")
        }
        return instant
    }

    private static func dict(_ bytes: [UInt8], _ key: String) throws -> Value {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw UnreadableValue("a dict that is no JSON: \(error)")
        }
        guard case .document(var document) = try Value(plain: json) else {
            throw UnreadableValue("JSON that is no dict")
        }
        // The one date that the Hub had made of text before.
        if key.hasSuffix("header"), case .text(let text) = document["date"], let instant = Instant(text) {
            document["date"] = .instant(instant)
        }
        return .document(document)
    }
}

/// Why a record is left out.
struct UnreadableRow: Error {
    let key: String
    let value: UnreadableValue
}

extension Value {
    /// JSON as Python wrote it, where no object stands for anything but a dict.
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
