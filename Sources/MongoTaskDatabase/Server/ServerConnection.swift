#if MongoDB
    import Support
    import Synchronization
    import TaskDatabases

    /// Runs calls on one collection. The driver's calls block, so each runs on a thread outside the cooperative pool.
    final class ServerConnection: Sendable {
        private let pool: Mutex<ClientPool?>
        private let place: Place
        /// Fewer than the 100 connections that libmongoc opens at most.
        private let calls = BlockingCalls(most: 64)

        /// Creates it without connecting.
        ///
        /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`; `unavailable` if the driver cannot be loaded.
        init(_ options: MongoDB.Options, _ connections: MongoDB.Connections) throws {
            let pool = try connections.pool(options.uri)
            place = Place(server: pool.hosts, database: options.database, collection: options.collection)
            try place.check()
            self.pool = Mutex(pool)
        }

        /// - Throws: ``TaskDatabaseError``; what the body throws.
        func run<Result: Sendable>(_ body: @escaping @Sendable (ServerCollection) throws -> Result) async throws
            -> Result
        {
            let pool = pool.withLock { $0 }
            let result = try await calls.run { [place] in
                guard let pool else { throw TaskDatabaseError.closed(place) }
                do {
                    return try pool.withCollection(place) { try body($0) }
                } catch let failure as ServerFailure {
                    throw TaskDatabaseError(failure, place, pool)
                }
            }
            guard let result else { throw TaskDatabaseError.closed(place) }
            return result
        }

        /// Closes the connection. Returns once every earlier call is done.
        func close() async {
            pool.withLock { $0 = nil }
            await calls.close()
        }
    }

    extension ServerConnection {
        /// The server, the database and the collection of the records.
        struct Place: Sendable {
            /// The hosts, without user names and passwords.
            let server: String
            let database: String
            let collection: String

            /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`. Source: MongoDB's "Naming Restrictions".
            func check() throws {
                let isName =
                    !database.isEmpty && database.utf8.count < 64
                    && !database.contains { "/\\. \"$*<>:|?\0".contains($0) }
                guard isName else {
                    throw TaskDatabaseError(
                        .invalidOption,
                        "invalid MongoDB database name '\(database)': it must have 1 to 63 bytes and must not contain / \\ . \" $ * < > : | ? or a space"
                    )
                }
                guard !collection.isEmpty, collection.utf8.count < 120, !collection.contains("$"),
                    !collection.contains("\0"),
                    !collection.hasPrefix("system.")
                else { throw TaskDatabaseError(.invalidOption, "invalid MongoDB collection name '\(collection)'") }
            }
        }
    }

    extension TaskDatabaseError {
        fileprivate static func closed(_ place: ServerConnection.Place) -> TaskDatabaseError {
            TaskDatabaseError(.unavailable, "the connection to MongoDB at \(place.server) is closed")
        }

        fileprivate init(_ failure: ServerFailure, _ place: ServerConnection.Place, _ pool: ClientPool) {
            let server = "MongoDB at \(place.server)"
            switch failure.reason {
            case .noServer:
                self.init(
                    .unavailable,
                    "no server: \(server) did not answer within \(pool.timeout) ms (serverSelectionTimeoutMS): \(failure.message)"
                )
            case .connectionLost:
                self.init(
                    .unavailable,
                    "\(server): the connection was lost or there was no answer within \(pool.socketTimeout) ms (socketTimeoutMS); "
                        + "it is unknown whether a write was done: \(failure.message)")
            case .tooLarge: self.init(.unstorable, "\(server) stores records of up to 16 MB: \(failure.message)")
            case .notUnique:
                self.init(
                    .foreignStore,
                    "\(place.database).\(place.collection) of \(server) has two records with one msg_id: \(failure.message)"
                )
            case .other: self.init(.unavailable, "\(server): \(failure.message) (code \(failure.code))")
            }
        }
    }
#endif
