import Conformance
import Diagnostics
import TaskDatabases

/// A store of a database that persists, which is opened again and again.
///
/// A store that had records before is not emptied: a test run must not destroy a history.
actor PersistentSource: DatabaseSource {
    /// Opens the store, or creates it; never empties it.
    typealias Opening = @Sendable (Document) async throws -> any PersistentTaskDatabase

    /// The name of the store in messages.
    private let place: String
    private let opening: Opening
    private let elsewhere: @Sendable () -> (any DatabaseSource)?
    private let removal: @Sendable () async -> Void
    private var open: (database: any PersistentTaskDatabase, options: Document)?
    private var options: Document = [:]
    /// The options of the databases that were created or emptied here.
    private var ours: [Document] = []

    /// - Parameters:
    ///   - elsewhere: returns a source of the same kind at another place, if there can be one.
    ///   - removal: called at the end, after everything is closed.
    init(
        _ place: String, elsewhere: @escaping @Sendable () -> (any DatabaseSource)? = { nil },
        removal: @escaping @Sendable () async -> Void = {}, opening: @escaping Opening
    ) {
        self.place = place
        self.elsewhere = elsewhere
        self.opening = opening
        self.removal = removal
    }

    nonisolated func another() -> (any DatabaseSource)? { elsewhere() }

    func fresh(_ options: Document) async throws -> any TaskDatabase {
        let database = try await database(options)
        self.options = options
        if !ours.contains(options) {
            let held = try await database.findRecords([:], keys: ["msg_id"]).count
            guard held == 0 else {
                throw TaskDatabaseError(
                    .unavailable,
                    "\(place) holds \(counted(held, "record")), which a fresh, empty database would replace; "
                        + "name another place")
            }
            ours.append(options)
        }
        try await database.removeAllRecords()
        return database
    }

    func reopened() async throws -> any TaskDatabase {
        try await close()
        return try await database(options)
    }

    func end(emptied: Bool) async {
        for options in emptied ? ours : [] { try? await database(options).removeAllRecords() }
        try? await close()
        await removal()
    }

    private func database(_ options: Document) async throws -> any PersistentTaskDatabase {
        if let open, open.options == options { return open.database }
        // Where the options are refused, the database that is open stays so.
        let database = try await opening(options)
        try await close()
        open = (database, options)
        return database
    }

    func close() async throws {
        guard let database = open?.database else { return }
        open = nil
        try await database.close()
    }
}
