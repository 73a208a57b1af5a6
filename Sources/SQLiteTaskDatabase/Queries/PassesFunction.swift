import GRDB
import GRDBSQLite
import TaskDatabases

/// `taskdb_passes(condition, cell)`: whether a cell satisfies a condition that SQL cannot express, by the code that every
/// database uses. The condition is a typed pointer argument, which SQL text cannot forge.
enum PassesFunction {
    /// A condition and the part of the row that it is about.
    final class Condition: Sendable {
        enum Subject: Sendable {
            /// The cell.
            case column(isDate: Bool)
            /// The value under the condition's field in `extra`, the dict of keys without a column.
            case extra
        }

        private let condition: Query.Condition
        private let subject: Subject

        init(_ condition: Query.Condition, _ subject: Subject) {
            self.condition = condition
            self.subject = subject
        }

        /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`.
        func passes(_ cell: ColumnCell) throws -> Bool {
            switch subject {
            case .column(let isDate): condition.holds(for: try Value(cell, isDate: isDate))
            case .extra: condition.holds(for: try Document(extra: cell)[condition.field])
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
            unsafe sqlite3_result_error(context, "\(name) is internal to the task database", -1)
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
    /// The value of a cell.
    ///
    /// - Parameter isDate: whether the column holds dates, whose offsets are in another column.
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
