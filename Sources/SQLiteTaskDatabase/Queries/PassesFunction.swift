import GRDB
import GRDBSQLite
import TaskDatabases

/// `taskdb_passes(condition, cell)`: whether a cell satisfies a condition of a check that SQL has no words for, judged by
/// the same code as everywhere else. The condition is handed over as a pointer that nothing but this code can make.
enum PassesFunction {
    /// A condition, and what it is asked about.
    final class Condition: Sendable {
        enum Subject: Sendable {
            case column(isDate: Bool)
            /// The value under a name in the dict of keys without a column.
            case extra(name: String)
        }

        private let test: Test
        private let subject: Subject

        init(_ test: Test, _ subject: Subject) {
            self.test = test
            self.subject = subject
        }

        /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
        func passes(_ cell: ColumnCell) throws -> Bool {
            switch subject {
            case .column(let isDate): test.passes(try Value(cell, isDate: isDate))
            case .extra(let name):
                if case .document(let document) = try Value(cell, isDate: false) {
                    test.passes(document[name])
                } else {
                    test.passes(nil)
                }
            }
        }
    }

    static let name = "taskdb_passes"
    static let pointerType: StaticString = "taskdb.condition"

    static func register(in database: Database) throws {
        let status = unsafe sqlite3_create_function_v2(
            database.sqliteConnection, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, _, arguments in unsafe PassesFunction.call(context, arguments) }, nil, nil, nil)
        guard status == SQLITE_OK else { throw SQLiteFailure(code: status, message: "a function could not be added") }
    }

    private static func call(
        _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?
    ) {
        guard let arguments = unsafe arguments,
            let pointer = unsafe sqlite3_value_pointer(arguments[0], pointerType.utf8Start)
        else {
            unsafe sqlite3_result_error(context, "\(name) is for task databases alone", -1)
            return
        }
        let condition = unsafe Unmanaged<Condition>.fromOpaque(pointer).takeUnretainedValue()
        do {
            unsafe sqlite3_result_int(context, try condition.passes(cell(arguments[1])) ? 1 : 0)
        } catch {
            unsafe sqlite3_result_error(context, "\(error)", -1)
        }
    }

    private static func cell(_ value: OpaquePointer?) -> ColumnCell {
        let count = unsafe Int(sqlite3_value_bytes(value))
        switch unsafe sqlite3_value_type(value) {
        case SQLITE_INTEGER: return .integer(unsafe Int(sqlite3_value_int64(value)))
        case SQLITE_FLOAT: return .real(unsafe sqlite3_value_double(value))
        case SQLITE_TEXT:
            let bytes = unsafe UnsafeBufferPointer(start: sqlite3_value_text(value), count: count)
            return .text(unsafe String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: sqlite3_value_blob(value), count: count)))
        default: return .null
        }
    }
}

extension Value {
    /// The value that a column holds.
    ///
    /// - Parameter isDate: the column holds dates, whose offsets are kept elsewhere.
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
    init(_ cell: ColumnCell, isDate: Bool) throws {
        switch cell {
        case .null: self = .null
        case .integer(let integer): self = isDate ? .instant(Instant(microseconds: integer)) : .integer(integer)
        case .real(let double): self = .double(double)
        case .text(let text): self = .text(text)
        case .blob(let blob): self = try Value(blob: blob)
        }
    }
}
