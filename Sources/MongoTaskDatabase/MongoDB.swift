#if MongoDB
    import TaskDatabases

    /// The database that keeps its records in a MongoDB server, which several controllers can share.
    ///
    /// A write returns once the server has acknowledged it. Records come back unchanged, to the microsecond and the offset.
    /// Checks on msg_id and `submitted` use an index. No call blocks a thread of the cooperative pool.
    ///
    /// ``dropMatchingRecords(_:)`` with a check that the server cannot decide exactly first finds the records and then drops
    /// them: a record that another client changes in between is dropped too.
    public final class MongoDB: PersistentTaskDatabase {
        private let connection: ServerConnection

        /// Connects to the server, and creates the indexes if they are missing.
        ///
        /// - Throws: ``TaskDatabaseError`` of kind `unavailable` if no server answers in time or the driver cannot be loaded,
        ///   `foreignStore` if two records have one msg_id, `invalidOption`.
        public convenience init(_ options: Options) async throws {
            try await self.init(options, sharing: Connections())
        }

        /// Connects with connections that are shared with other databases, and stay open when this one is closed.
        package init(_ options: Options, sharing connections: Connections) async throws {
            connection = try ServerConnection(options, connections)
            try await connection.run { try $0.createIndexes() }
        }

        public func addRecord(_ msgID: String, _ record: TaskRecord) async throws {
            let insertion = Result {
                try TaskRecord.checkDates(in: record.fields)
                return try StoredRecord.insertion(msgID, record.fields)
            }
            try await connection.run { collection in
                guard case .success(let insertion) = insertion else {
                    // An error of the msg_id comes before one of the record.
                    guard try !collection.holds(msgID) else { throw Self.duplicate(msgID) }
                    _ = try insertion.get()
                    return
                }
                guard try collection.insert(insertion) else { throw Self.duplicate(msgID) }
            }
        }

        public func getRecord(_ msgID: String) async throws -> TaskRecord {
            try await connection.run { collection in
                var found: TaskRecord?
                try collection.find(["msg_id": .text(msgID)], ["limit": 1, "singleBatch": true]) { document in
                    found = try StoredRecord.record(document)
                }
                guard let found else { throw Self.unknown(msgID) }
                return found
            }
        }

        public func updateRecord(_ msgID: String, _ changes: Document) async throws {
            let update = Result {
                try TaskRecord.checkDates(in: changes)
                return try StoredRecord.update(changes)
            }
            try await connection.run { collection in
                guard case .success(let update?) = update else {
                    guard try collection.holds(msgID) else { throw Self.unknown(msgID) }
                    _ = try update.get()
                    return
                }
                guard try collection.update(msgID, update) else { throw Self.unknown(msgID) }
            }
        }

        public func dropRecord(_ msgID: String) async throws {
            let dropped = try await connection.run { try $0.deleteOne(["msg_id": .text(msgID)]) }
            guard dropped else { throw Self.unknown(msgID) }
        }

        public func dropMatchingRecords(_ check: Document) async throws {
            let query = try Query(check)
            let filter = ServerFilter(query)
            try await connection.run { collection in
                guard !filter.isExact else { return try collection.deleteMany(filter.document) }
                var msgIDs: [String] = []
                try collection.find(filter.document, Self.options(query.keys)) { document in
                    let record = try StoredRecord.record(document)
                    if query.matches(record.fields), case .text(let msgID)? = record["msg_id"] { msgIDs.append(msgID) }
                }
                for start in stride(from: 0, to: msgIDs.count, by: Self.batch) {
                    let batch = msgIDs[start..<min(start + Self.batch, msgIDs.count)]
                    try collection.deleteMany(filter.document(among: batch))
                }
            }
        }

        public func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
            let query = try Query(check)
            let filter = ServerFilter(query)
            let projected = keys.map { $0.isEmpty ? [] : $0 + (filter.isExact ? [] : query.keys) } ?? []
            let records = try await connection.run { collection in
                var records: [TaskRecord] = []
                try collection.find(filter.document, projected.isEmpty ? [:] : Self.options(projected)) { document in
                    let record = try StoredRecord.record(document)
                    if filter.isExact || query.matches(record.fields) { records.append(record) }
                }
                return records
            }
            return try records.selecting(keys)
        }

        public func getHistory() async throws -> [String] {
            let dated: Document = ["submitted": ["$gte": .instant(.earliest)]]
            let tasks = try await connection.run { collection in
                var tasks: [(msgID: String, submitted: Instant)] = []
                try collection.find(dated, Self.options(["submitted"], sortedBy: "_id")) { document in
                    let record = try StoredRecord.record(document)
                    guard case .text(let msgID)? = record["msg_id"], let submitted = record.submitted else { return }
                    tasks.append((msgID: msgID, submitted: submitted))
                }
                return tasks
            }
            // The server's dates have no microseconds. The sort is stable: equal instants stay in the order of insertion.
            return tasks.sorted { $0.submitted < $1.submitted }.map(\.msgID)
        }

        package func removeAllRecords() async throws { try await connection.run { try $0.deleteMany([:]) } }

        /// Drops the whole database on the server, with all its collections.
        package func dropDatabase() async throws { try await connection.run { try $0.dropDatabase() } }

        /// Closes the database once every earlier call is done; later calls throw kind `unavailable`.
        public func close() async throws { await connection.close() }
    }

    extension MongoDB {
        /// The most records that one command drops by msg_id: few enough that a slow server answers in time.
        private static let batch = 250

        /// The options of a find that reads only some keys and msg_id.
        private static func options(_ keys: [String], sortedBy field: String? = nil) -> Document {
            var options: Document = ["projection": .document(StoredRecord.projection(["msg_id"] + keys))]
            if let field { options["sort"] = .document([field: 1]) }
            return options
        }

        private static func duplicate(_ msgID: String) -> TaskDatabaseError {
            TaskDatabaseError(.duplicateID, "a record with msg_id '\(msgID)' is held already")
        }

        private static func unknown(_ msgID: String) -> TaskDatabaseError {
            TaskDatabaseError(.unknownID, "no record has msg_id '\(msgID)'")
        }
    }

    extension MongoDB.Options {
        /// Checks the options without connecting.
        ///
        /// - Throws: ``TaskDatabaseError`` of kind `invalidOption` for an invalid URI, an unknown option in it, and invalid
        ///   names; `unavailable` if the driver cannot be loaded.
        package func check() throws { _ = try ServerConnection(self, MongoDB.Connections()) }
    }

    extension Query {
        /// The fields of the conditions.
        fileprivate var keys: [String] { conditions.map(\.field) }
    }
#else
    /// The namespace of the options, all that there is without the package's trait `MongoDB`.
    public enum MongoDB {}
#endif
