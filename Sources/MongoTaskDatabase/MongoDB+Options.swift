extension MongoDB {
    /// Which server, and where on it.
    public struct Options: Sendable, Equatable {
        /// `mongodb://HOST:PORT` or `mongodb+srv://HOST`, several hosts for a replica set or a sharded cluster, and the
        /// options that MongoDB's drivers share.
        ///
        /// Where the URI does not say otherwise, a write is acknowledged once a majority has it on disk (`w=majority`,
        /// `journal=true`), and nothing waits longer than `serverSelectionTimeoutMS` for a server to be found, to
        /// connect (`connectTimeoutMS`) or to answer (`socketTimeoutMS`).
        public var uri: String
        /// The database on the server.
        public var database: String
        /// The collection in it.
        public var collection: String

        public static let defaultURI = "mongodb://localhost:27017"
        public static let defaultDatabase = "ipython-tasks"
        public static let defaultCollection = "task_records"
        /// In milliseconds: `serverSelectionTimeoutMS` where the URI does not say.
        public static let defaultTimeout = 5000

        public init(
            uri: String = defaultURI, database: String = defaultDatabase, collection: String = defaultCollection
        ) {
            self.uri = uri
            self.database = database
            self.collection = collection
        }
    }
}
