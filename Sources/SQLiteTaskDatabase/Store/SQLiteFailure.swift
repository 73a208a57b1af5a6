import GRDB
import GRDBSQLite

/// An error of SQLite.
struct SQLiteFailure: Error {
    /// The extended result code.
    let code: CInt
    let message: String

    var primaryCode: CInt { code & 0xFF }
    var isDuplicate: Bool { code == ResultCode.SQLITE_CONSTRAINT_UNIQUE.rawValue }

    /// The code for a file that is no longer where it was opened.
    static let moved = ResultCode.SQLITE_READONLY_DBMOVED.rawValue

    init(code: CInt, message: String) {
        self.code = code
        self.message = message
    }

    /// The last error of a connection.
    init(lastOf database: Database) {
        self.init(code: database.lastErrorCode.rawValue, message: database.lastErrorMessage ?? "the write failed")
    }

    init(_ error: DatabaseError) {
        code = error.extendedResultCode.rawValue
        message = error.message ?? "\(error)"
    }
}
