import GRDB
import GRDBSQLite
import TaskDatabases

/// Runs something that uses a file, and translates SQLite's errors.
///
/// - Parameter seconds: how long SQLite waits for a lock.
/// - Throws: ``TaskDatabaseError``; `CancellationError` unchanged.
func translatingErrors<Result>(at path: String, waiting seconds: Double, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch {
        throw translated(error, path, seconds)
    }
}

/// The same for an asynchronous body.
func translatingErrors<Result>(
    at path: String, waiting seconds: Double, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch {
        throw translated(error, path, seconds)
    }
}

private func translated(_ error: any Error, _ path: String, _ seconds: Double) -> any Error {
    switch error {
    case let error as SQLiteFailure: TaskDatabaseError(error, path, seconds)
    case let error as DatabaseError: TaskDatabaseError(SQLiteFailure(error), path, seconds)
    default: error
    }
}

extension TaskDatabaseError {
    fileprivate init(_ failure: SQLiteFailure, _ path: String, _ seconds: Double) {
        let (kind, reason): (Kind, String) =
            switch failure.primaryCode {
            case SQLITE_BUSY, SQLITE_LOCKED:
                (.unavailable, "another process kept it locked for \(seconds.formatted) s")
            case SQLITE_FULL: (.unavailable, "the disk is full, or the file has reached its largest size")
            case SQLITE_READONLY where failure.code == SQLiteFailure.moved: (.unavailable, failure.message)
            case SQLITE_READONLY: (.unavailable, "it is read-only")
            case SQLITE_CANTOPEN: (.unavailable, "it cannot be opened: \(failure.message)")
            case SQLITE_IOERR: (.unavailable, "reading or writing failed: \(failure.message)")
            case SQLITE_MISUSE: (.unavailable, "it is closed")
            case SQLITE_NOTADB, SQLITE_CORRUPT: (.foreignStore, "it is damaged: \(failure.message)")
            case SQLITE_TOOBIG, SQLITE_NOMEM: (.unstorable, "the record is too large: \(failure.message)")
            default: (.unavailable, "\(failure.message) (SQLite's code \(failure.code))")
            }
        self.init(kind, "\(path): \(reason)")
    }
}

extension Double {
    fileprivate var formatted: String {
        Int(exactly: self).map(String.init) ?? String(self)
    }
}
