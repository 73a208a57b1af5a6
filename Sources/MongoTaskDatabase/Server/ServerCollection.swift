#if MongoDB
    import CMongoC
    import TaskDatabase

    /// A collection while a thread has a connection to its server. What goes in and comes out is bytes of BSON.
    ///
    /// Every method throws ``ServerFailure``.
    @safe struct ServerCollection {
        private let client: OpaquePointer
        private let collection: OpaquePointer
        private let place: ServerConnection.Place

        init(client: OpaquePointer, collection: OpaquePointer, place: ServerConnection.Place) {
            unsafe self.client = client
            unsafe self.collection = collection
            self.place = place
        }

        /// The names are those that MongoDB's drivers give such indexes, so that nobody makes them twice.
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

        /// - Returns: false if a record of that msg_id is there.
        func insert(_ record: [UInt8]) throws -> Bool {
            do {
                try unsafe withBSON(record) { record in
                    try checked { unsafe mongoc_collection_insert_one(collection, record, nil, nil, &$0) }
                }
                return true
            } catch let failure as ServerFailure where failure.reason == .notUnique {
                return false
            }
        }

        /// - Returns: false if there is no record of that msg_id.
        func update(_ msgID: String, _ update: [UInt8]) throws -> Bool {
            try unsafe withBSON(["msg_id": .text(msgID)]) { selector in
                try unsafe withBSON(update) { update in
                    try unsafe count("matchedCount") {
                        unsafe mongoc_collection_update_one(collection, selector, update, nil, $0, &$1)
                    }
                }
            } > 0
        }

        /// - Returns: false if there is no such record.
        func deleteOne(_ filter: Document) throws -> Bool {
            try unsafe withBSON(filter) { filter in
                try unsafe count("deletedCount") {
                    unsafe mongoc_collection_delete_one(collection, filter, nil, $0, &$1)
                }
            } > 0
        }

        func deleteMany(_ filter: Document) throws {
            try unsafe withBSON(filter) { filter in
                try checked { unsafe mongoc_collection_delete_many(collection, filter, nil, nil, &$0) }
            }
        }

        func holds(_ msgID: String) throws -> Bool {
            var isHeld = false
            try find(["msg_id": .text(msgID)], ["projection": ["_id": 1], "limit": 1, "singleBatch": true]) { _ in
                isHeld = true
            }
            return isHeld
        }

        /// Hands over each document that is found.
        ///
        /// - Throws: what the body throws, too.
        func find(_ filter: Document, _ options: Document, _ body: ([UInt8]) throws -> Void) throws {
            try unsafe withBSON(filter) { filter in
                try unsafe withBSON(options) { options in
                    let cursor = unsafe mongoc_collection_find_with_opts(collection, filter, options, nil)
                    defer { unsafe mongoc_cursor_destroy(cursor) }
                    var document: OpaquePointer?
                    while unsafe mongoc_cursor_next(cursor, &document) {
                        if let document = unsafe document { try body(unsafe Self.bytes(document)) }
                    }
                    var error = bson_error_t()
                    if unsafe mongoc_cursor_error(cursor, &error) { throw ServerFailure(error) }
                }
            }
        }
    }

    // MARK: - Calling the driver

    extension ServerCollection {
        private func write(_ command: Document) throws {
            try unsafe withBSON(command) { command in
                try checked {
                    unsafe mongoc_client_write_command_with_opts(client, place.database, command, nil, nil, &$0)
                }
            }
        }

        private func checked(_ call: (inout bson_error_t) -> Bool) throws {
            var error = bson_error_t()
            guard call(&error) else { throw ServerFailure(error) }
        }

        /// What a call's reply says under a name.
        private func count(_ name: String, _ call: (_ reply: OpaquePointer, inout bson_error_t) -> Bool) throws -> Int {
            var reply = bson_t()
            let bytes = try unsafe withUnsafeMutablePointer(to: &reply) { pointer in
                let reply = OpaquePointer(pointer)
                // The call makes it, whether it succeeds or not.
                defer { unsafe bson_destroy(reply) }
                try checked { unsafe call(reply, &$0) }
                return unsafe Self.bytes(reply)
            }
            var reader = try BSONReader(bytes)
            while let field = try reader.next() {
                if field.name == name { return reader.integer(field) }
            }
            return 0
        }

        private func withBSON<Result>(_ document: Document, _ body: (OpaquePointer) throws -> Result) throws -> Result {
            try unsafe withBSON(BSONWriter.document { $0.plain(document) }, body)
        }

        private func withBSON<Result>(_ bytes: [UInt8], _ body: (OpaquePointer) throws -> Result) throws -> Result {
            var bson = bson_t()
            return try unsafe withUnsafeMutablePointer(to: &bson) { pointer in
                let bson = OpaquePointer(pointer)
                return try unsafe bytes.withUnsafeBufferPointer { buffer in
                    guard unsafe bson_init_static(bson, buffer.baseAddress, buffer.count) else {
                        throw ServerFailure.tooLong
                    }
                    return try unsafe body(bson)
                }
            }
        }

        private static func bytes(_ bson: OpaquePointer) -> [UInt8] {
            let count = unsafe Int(UnsafePointer<bson_t>(bson).pointee.len)
            return unsafe Array(UnsafeBufferPointer(start: bson_get_data(bson), count: count))
        }
    }
#endif
