import GRDB
import GRDBSQLite

/// What SQLite said when it could not do something.
struct SQLiteFailure: Error {
    /// The extended result code.
    let code: CInt
    let message: String

    var primaryCode: CInt { code & 0xFF }
    var isDuplicate: Bool { code == ResultCode.SQLITE_CONSTRAINT_UNIQUE.rawValue }

    init(code: CInt, message: String) {
        self.code = code
        self.message = message
    }

    /// What the connection failed at last.
    init(lastOf database: Database) {
        self.init(code: database.lastErrorCode.rawValue, message: database.lastErrorMessage ?? "the write failed")
    }

    init(_ error: DatabaseError) {
        code = error.extendedResultCode.rawValue
        message = error.message ?? "\(error)"
    }
}
