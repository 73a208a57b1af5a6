#if MongoDB
    import CMongoC
    import TaskDatabases

    /// A collection on a connection that the current thread has taken from the pool. Documents are bytes of BSON.
    ///
    /// Every method blocks until the server has answered, and throws ``ServerFailure``.
    @safe struct ServerCollection {
        private let driver: Driver.Functions
        private let client: OpaquePointer
        private let collection: OpaquePointer
        private let place: ServerConnection.Place

        init(
            driver: Driver.Functions, client: OpaquePointer, collection: OpaquePointer, place: ServerConnection.Place
        ) {
            unsafe self.driver = driver
            unsafe self.client = client
            unsafe self.collection = collection
            self.place = place
        }

        /// Creates the indexes, under the names that MongoDB's drivers give them: existing ones are kept.
        func createIndexes() throws {
            let command: Document = [
                "createIndexes": .text(place.collection),
                "indexes": [
                    ["key": ["msg_id": 1], "name": "msg_id_1", "unique": true],
                    ["key": ["submitted": 1], "name": "submitted_1"],
                ],
            ]
            try write(command)
        }

        func dropDatabase() throws { try write(["dropDatabase": 1]) }

        /// - Returns: false if a record has that msg_id already.
        func insert(_ record: [UInt8]) throws -> Bool {
            do {
                try unsafe withBSON(record) { record in
                    try checked {
                        unsafe driver.pointee.mongoc_collection_insert_one(collection, record, nil, nil, &$0)
                    }
                }
                return true
            } catch let failure as ServerFailure where failure.reason == .notUnique {
                return false
            }
        }

        /// - Returns: false if no record has that msg_id.
        func update(_ msgID: String, _ update: [UInt8]) throws -> Bool {
            try unsafe withBSON(["msg_id": .text(msgID)]) { selector in
                try unsafe withBSON(update) { update in
                    try unsafe count("matchedCount") {
                        unsafe driver.pointee.mongoc_collection_update_one(collection, selector, update, nil, $0, &$1)
                    }
                }
            } > 0
        }

        /// - Returns: false if no record matches.
        func deleteOne(_ filter: Document) throws -> Bool {
            try unsafe withBSON(filter) { filter in
                try unsafe count("deletedCount") {
                    unsafe driver.pointee.mongoc_collection_delete_one(collection, filter, nil, $0, &$1)
                }
            } > 0
        }

        func deleteMany(_ filter: Document) throws {
            try unsafe withBSON(filter) { filter in
                try checked { unsafe driver.pointee.mongoc_collection_delete_many(collection, filter, nil, nil, &$0) }
            }
        }

        func holds(_ msgID: String) throws -> Bool {
            var isHeld = false
            try find(["msg_id": .text(msgID)], ["projection": ["_id": 1], "limit": 1, "singleBatch": true]) { _ in
                isHeld = true
            }
            return isHeld
        }

        /// Calls the body with each document that the filter finds.
        ///
        /// - Throws: also what the body throws.
        func find(_ filter: Document, _ options: Document, _ body: ([UInt8]) throws -> Void) throws {
            try unsafe withBSON(filter) { filter in
                try unsafe withBSON(options) { options in
                    let cursor = unsafe driver.pointee.mongoc_collection_find_with_opts(
                        collection, filter, options, nil)
                    defer { unsafe driver.pointee.mongoc_cursor_destroy(cursor) }
                    var document: OpaquePointer?
                    while unsafe driver.pointee.mongoc_cursor_next(cursor, &document) {
                        if let document = unsafe document { try body(unsafe bytes(of: document)) }
                    }
                    var error = bson_error_t()
                    if unsafe driver.pointee.mongoc_cursor_error(cursor, &error) { throw ServerFailure(error) }
                }
            }
        }
    }

    // MARK: - Calling the driver

    extension ServerCollection {
        private func write(_ command: Document) throws {
            try unsafe withBSON(command) { command in
                try checked {
                    unsafe driver.pointee.mongoc_client_write_command_with_opts(
                        client, place.database, command, nil, nil, &$0)
                }
            }
        }

        private func checked(_ call: (inout bson_error_t) -> Bool) throws {
            var error = bson_error_t()
            guard call(&error) else { throw ServerFailure(error) }
        }

        /// Returns the number under a name in a call's reply.
        private func count(
            _ name: String, _ call: (_ reply: OpaquePointer, inout bson_error_t) -> Bool
        ) throws -> Int {
            let document = try unsafe Self.withRoom { reply in
                // The call initialises it, whether it succeeds or not.
                defer { unsafe driver.pointee.bson_destroy(reply) }
                try checked { unsafe call(reply, &$0) }
                return unsafe bytes(of: reply)
            }
            var reader = try BSONReader(document)
            while let field = try reader.next() {
                if field.name == name { return reader.integer(field) }
            }
            return 0
        }

        private func withBSON<Result>(_ document: Document, _ body: (OpaquePointer) throws -> Result) throws
            -> Result
        {
            try unsafe withBSON(BSONWriter.document { $0.plain(document) }, body)
        }

        private func withBSON<Result>(_ bytes: [UInt8], _ body: (OpaquePointer) throws -> Result) throws
            -> Result
        {
            try unsafe Self.withRoom { bson in
                try unsafe bytes.withUnsafeBufferPointer { buffer in
                    guard unsafe driver.pointee.bson_init_static(bson, buffer.baseAddress, buffer.count) else {
                        throw ServerFailure.tooLong
                    }
                    return try unsafe body(bson)
                }
            }
        }

        /// Room for a `bson_t`, all zeros.
        private static func withRoom<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
            try unsafe withUnsafeTemporaryAllocation(
                byteCount: TASKDB_BSON_SIZE, alignment: TASKDB_BSON_ALIGNMENT
            ) { room in
                unsafe room.initializeMemory(as: UInt8.self, repeating: 0)
                guard let start = room.baseAddress else { throw ServerFailure.tooLong }
                return try unsafe body(OpaquePointer(start))
            }
        }

        /// The bytes of a document, which begin with their number.
        private func bytes(of bson: OpaquePointer) -> [UInt8] {
            guard let start = unsafe UnsafeRawPointer(driver.pointee.bson_get_data(bson)) else { return [] }
            let count = unsafe Int(Int32(littleEndian: start.loadUnaligned(as: Int32.self)))
            return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
        }
    }
#endif
