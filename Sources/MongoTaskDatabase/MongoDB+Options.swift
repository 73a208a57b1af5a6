extension MongoDB {
    /// The server, and the database and collection on it.
    public struct Options: Sendable, Equatable {
        /// `mongodb://HOST:PORT` or `mongodb+srv://HOST`, several hosts for a replica set or a sharded cluster, and the
        /// options that MongoDB's drivers share.
        ///
        /// By default a write is acknowledged once a majority has it on disk (`w=majority`, `journal=true`). Finding a server
        /// takes at most `serverSelectionTimeoutMS`, 5000 by default; so do connecting and waiting for an answer, unless
        /// `connectTimeoutMS` or `socketTimeoutMS` is set.
        public var uri: String
        /// The database on the server.
        public var database: String
        /// The collection in it.
        public var collection: String

        /// In milliseconds: `serverSelectionTimeoutMS` if the URI does not set it.
        package static let defaultTimeout = 5000

        /// Creates options; nothing is checked before the database is opened.
        public init(
            uri: String = "mongodb://localhost:27017", database: String = "ipython-tasks",
            collection: String = "task_records"
        ) {
            self.uri = uri
            self.database = database
            self.collection = collection
        }
    }
}
