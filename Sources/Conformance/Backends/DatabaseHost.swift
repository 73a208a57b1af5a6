import Console
import Synchronization
import TaskDatabases
import Wire

/// Performs requests with a database, from this process or over a pipe.
package final class DatabaseHost: Sendable {
    /// Returns a new, empty database with the given options.
    package typealias Opening = @Sendable (Document) async throws -> any TaskDatabase

    /// The answer to `initialize`.
    package let info: BackendInfo
    private let source: any DatabaseSource
    /// Requests come one at a time, from any thread.
    private let database = Mutex<(any TaskDatabase)?>(nil)

    package convenience init(_ info: BackendInfo, opening: @escaping Opening) {
        self.init(info, source: TransientSource(opening))
    }

    package init(_ info: BackendInfo, source: any DatabaseSource) {
        self.info = info
        self.source = source
    }

    /// Closes its databases; called last. See ``DatabaseSource/end(emptied:)``.
    package func end(emptied: Bool) async {
        replace(by: nil)
        await source.end(emptied: emptied)
    }

    /// Returns a host of the same kind with no open database; nil if the two would share their records.
    func another() -> DatabaseHost? { source.another().map { DatabaseHost(info, source: $0) } }

    /// Performs a request other than `initialize`.
    ///
    /// - Throws: `RaisedError`, as a Python backend would raise it.
    package func perform(_ request: Request) async throws -> Value {
        do {
            return try await attempt(request)
        } catch let error as TaskDatabaseError {
            throw RaisedError(error)
        }
    }

    /// Performs a request; errors of the database are thrown as they are.
    func attempt(_ request: Request) async throws -> Value {
        switch request {
        case .open(let options): replace(by: try await source.fresh(options))
        case .close:
            replace(by: nil)
            try await source.close()
        case .initialize, .shutdown: break
        case .reopen: replace(by: try await source.reopened())
        default: return try await answer(request, from: try opened())
        }
        return .null
    }

    private func answer(_ request: Request, from database: any TaskDatabase) async throws -> Value {
        switch request {
        case .addRecord(let msgID, let record): try await database.addRecord(msgID, TaskRecord(record))
        case .updateRecord(let msgID, let changes): try await database.updateRecord(msgID, changes)
        case .dropRecord(let msgID): try await database.dropRecord(msgID)
        case .dropMatchingRecords(let check): try await database.dropMatchingRecords(check)
        case .getRecord(let msgID): return .document(try await database.getRecord(msgID).fields)
        case .findRecords(let check, let keys):
            return .list(try await database.findRecords(check, keys: keys).map { .document($0.fields) })
        case .getHistory: return .list(try await database.getHistory().map(Value.text))
        case .initialize, .open, .close, .reopen, .shutdown: break
        }
        return .null
    }

    private func opened() throws -> any TaskDatabase {
        guard let database = database.withLock({ $0 }) else {
            throw RaisedError(type: "RuntimeError", message: "no database is open")
        }
        return database
    }

    private func replace(by new: (any TaskDatabase)?) {
        // Releasing the previous database may take long: that happens outside the lock.
        _ = database.withLock { held in
            defer { held = new }
            return held
        }
    }
}

extension RaisedError {
    init(_ error: TaskDatabaseError) { self.init(type: error.pythonType, message: error.message) }

    /// An exception of one of Python's own types.
    init(type: String, message: String) {
        // str() of a KeyError is the repr of its argument, and that is what travels.
        let text = type == "KeyError" ? Str(message).repr : message
        self.init(type: type, bases: PythonException(type: type).bases, message: text)
    }
}
