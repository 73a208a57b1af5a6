import Foundation
import GRDB
import GRDBSQLite

extension Database {
    /// Looks whether the next process that opens the database will find what is committed.
    ///
    /// Nothing keeps others from removing, renaming or shortening the files of an open database. SQLite would go on writing
    /// to what nobody can open again.
    ///
    /// Must be called while this connection writes: the log then has one length.
    ///
    /// - Throws: ``SQLiteFailure`` with code `SQLITE_READONLY_DBMOVED`.
    func checkFiles() throws {
        guard let connection = unsafe sqliteConnection else { return }
        var hasMoved: CInt = 0
        if unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK,
            hasMoved != 0
        {
            throw SQLiteFailure(code: SQLiteFailure.moved, message: "it was removed or renamed while it was open")
        }
        guard let committed = unsafe Self.committedBytesInLog(connection) else { return }
        let log = unsafe String(cString: sqlite3_filename_wal(sqlite3_db_filename(connection, "main")))
        guard let size = unsafe Self.sizeOfLog(connection), size >= committed, size == Self.size(ofFile: log) else {
            throw SQLiteFailure(
                code: SQLiteFailure.moved, message: "its log \(log) was removed, renamed or shortened while it was open"
            )
        }
    }

    /// How many bytes of the write-ahead log are committed; nil if there is none.
    ///
    /// Source: https://www.sqlite.org/walformat.html, "The WAL-Index Header" and "The WAL File Header".
    private static func committedBytesInLog(_ connection: OpaquePointer) -> Int? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        var region: UnsafeMutableRawPointer?
        guard unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
            let methods = unsafe file?.pointee.pMethods?.pointee, methods.iVersion >= 2,
            unsafe methods.xShmMap?(file, 0, 32768, 0, &region) == SQLITE_OK, let region = unsafe region
        else { return nil }
        let header = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(region), count: 48)
        let pageSize = unsafe Int(header.loadUnaligned(fromByteOffset: 14, as: UInt16.self))
        let count = unsafe Int(header.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        return count == 0 ? 0 : 32 + count * (24 + (pageSize == 1 ? 65536 : pageSize))
    }

    private static func sizeOfLog(_ connection: OpaquePointer) -> Int? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        var size: sqlite3_int64 = 0
        guard unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK,
            let methods = unsafe file?.pointee.pMethods?.pointee, unsafe methods.xFileSize?(file, &size) == SQLITE_OK
        else { return nil }
        return Int(size)
    }

    private static func size(ofFile path: String) -> Int? {
        var information = stat()
        // FileManager looks up the names of the file's owner and group, too: a write then takes 1.8 times as long.
        return unsafe lstat(path, &information) == 0 ? Int(information.st_size) : nil
    }
}
