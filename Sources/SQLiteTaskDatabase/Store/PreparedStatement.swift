import GRDB
import GRDBSQLite

/// A statement whose parameters and columns are ``ColumnCell``s.
///
/// GRDB creates and caches the statements. Values bypass it, since it ends text at the first NUL and replaces NaN by null.
@safe struct PreparedStatement {
    private let statement: Statement
    private let raw: OpaquePointer

    /// - Parameter isKept: whether the statement is cached, for SQL that does not vary.
    init(_ database: Database, _ sql: String, isKept: Bool) throws {
        statement = try isKept ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
        unsafe raw = statement.sqliteStatement
        try unsafe check(sqlite3_reset(raw))
        try unsafe check(sqlite3_clear_bindings(raw))
    }

    /// - Parameter position: the parameter, from 1.
    func bind(_ cell: ColumnCell, at position: Int) throws {
        let index = CInt(position)
        let status =
            switch cell {
            case .null: unsafe sqlite3_bind_null(raw, index)
            case .integer(let integer): unsafe sqlite3_bind_int64(raw, index, Int64(integer))
            case .real(let double): unsafe sqlite3_bind_double(raw, index, double)
            case .text(let text): bind(text, index)
            case .blob(let bytes):
                unsafe bytes.withUnsafeBytes {
                    unsafe sqlite3_bind_blob64(raw, index, $0.baseAddress, UInt64($0.count), Self.isCopied)
                }
            }
        try check(status)
    }

    private func bind(_ text: String, _ index: CInt) -> CInt {
        var text = text
        return text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) {
                // Without an address SQLite would bind null instead of empty text.
                guard let address = $0.baseAddress else {
                    return unsafe sqlite3_bind_text(raw, index, "", 0, Self.isCopied)
                }
                return unsafe sqlite3_bind_text64(
                    raw, index, address, UInt64($0.count), Self.isCopied, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Binds a condition for the function `taskdb_passes`. It must live until the statement is done.
    func bind(_ condition: PassesFunction.Condition, at position: Int) throws {
        let pointer = unsafe Unmanaged.passUnretained(condition).toOpaque()
        try unsafe check(
            sqlite3_bind_pointer(raw, CInt(position), pointer, PassesFunction.pointerType.utf8Start, nil))
    }

    /// Runs the statement to its end.
    ///
    /// - Parameter row: called for each row, whose columns it can read.
    /// - Throws: ``SQLiteFailure``.
    func run(_ row: () throws -> Void = {}) throws {
        defer { unsafe sqlite3_reset(raw) }
        while true {
            let status = unsafe sqlite3_step(raw)
            switch status {
            case SQLITE_ROW: try row()
            case SQLITE_DONE: return
            default: throw failure(status)
            }
        }
    }

    // MARK: - Columns of the row, from 0

    func isNull(_ column: Int) -> Bool { unsafe sqlite3_column_type(raw, CInt(column)) == SQLITE_NULL }
    func integer(_ column: Int) -> Int { unsafe Int(sqlite3_column_int64(raw, CInt(column))) }

    func text(_ column: Int) -> String {
        guard let start = unsafe sqlite3_column_text(raw, CInt(column)) else { return "" }
        let count = unsafe Int(sqlite3_column_bytes(raw, CInt(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(raw, CInt(column)) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(raw, CInt(column)))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func cell(_ column: Int) -> ColumnCell {
        switch unsafe sqlite3_column_type(raw, CInt(column)) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(raw, CInt(column)))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }
}

extension PreparedStatement {
    private static var isCopied: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private func check(_ status: CInt) throws {
        if status != SQLITE_OK { throw failure(status) }
    }

    private func failure(_ status: CInt) -> SQLiteFailure {
        let connection = unsafe sqlite3_db_handle(raw)
        return unsafe SQLiteFailure(
            code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }
}
