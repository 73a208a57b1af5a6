#if MongoDB
    import CMongoC
    import TaskDatabases

    /// The driver's pool of connections to one or several servers.
    @safe final class ClientPool: @unchecked Sendable {
        // The driver's pool is thread-safe; the rest never changes.
        private let pool: OpaquePointer
        /// The hosts that the URI names.
        let hosts: String
        /// The most milliseconds that finding a server takes.
        let timeout: Int
        /// The most milliseconds that an answer takes.
        let socketTimeout: Int

        private let driver: Driver.Functions

        /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`; `unavailable` if the driver cannot be loaded.
        init(_ text: String) throws {
            guard !text.utf8.contains(0) else { throw Self.invalid("it contains a NUL") }
            let driver = try unsafe Driver.functions()
            unsafe self.driver = driver
            let uri = try unsafe Self.uri(text, driver)
            defer { unsafe driver.pointee.mongoc_uri_destroy(uri) }
            timeout = unsafe Int(driver.pointee.mongoc_uri_get_option_as_int32(uri, "serverSelectionTimeoutMS", 0))
            socketTimeout = unsafe Int(driver.pointee.mongoc_uri_get_option_as_int32(uri, "socketTimeoutMS", 0))
            hosts = unsafe Self.hosts(uri, driver)
            var error = bson_error_t()
            guard let pool = unsafe driver.pointee.mongoc_client_pool_new_with_error(uri, &error) else {
                throw Self.invalid(ServerFailure(error).message)
            }
            unsafe self.pool = pool
            _ = unsafe driver.pointee.mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
            _ = unsafe driver.pointee.mongoc_client_pool_set_appname(pool, "taskdb")
        }

        deinit { unsafe driver.pointee.mongoc_client_pool_destroy(pool) }

        func withCollection<Result>(
            _ place: ServerConnection.Place, _ body: (ServerCollection) throws -> Result
        ) throws -> Result {
            // None comes if all are in use for `waitQueueTimeoutMS`.
            guard let client = unsafe driver.pointee.mongoc_client_pool_pop(pool) else {
                throw TaskDatabaseError(.unavailable, "every connection to the MongoDB server is in use")
            }
            defer { unsafe driver.pointee.mongoc_client_pool_push(pool, client) }
            let collection = unsafe driver.pointee.mongoc_client_get_collection(
                client, place.database, place.collection)
            defer { unsafe driver.pointee.mongoc_collection_destroy(collection) }
            guard let collection = unsafe collection else {
                throw TaskDatabaseError(.unavailable, "MongoDB's driver has no connection left")
            }
            return try body(
                unsafe ServerCollection(driver: driver, client: client, collection: collection, place: place))
        }
    }

    // MARK: - The URI

    extension ClientPool {
        private static func uri(_ text: String, _ driver: Driver.Functions) throws -> OpaquePointer {
            var error = bson_error_t()
            guard let uri = unsafe driver.pointee.mongoc_uri_new_with_error(text, &error) else {
                throw invalid(ServerFailure(error).message)
            }
            if let unknown = optionNames(text).first(where: { unsafe !isKnown($0, driver) }) {
                unsafe driver.pointee.mongoc_uri_destroy(uri)
                throw invalid("unknown option \(unknown)")
            }
            if unsafe !driver.pointee.mongoc_uri_has_option(uri, "serverSelectionTimeoutMS") {
                _ = unsafe driver.pointee.mongoc_uri_set_option_as_int32(
                    uri, "serverSelectionTimeoutMS", Int32(MongoDB.Options.defaultTimeout))
            }
            let timeout = unsafe driver.pointee.mongoc_uri_get_option_as_int32(uri, "serverSelectionTimeoutMS", 0)
            guard timeout > 0 else {
                unsafe driver.pointee.mongoc_uri_destroy(uri)
                throw invalid("serverSelectionTimeoutMS must be greater than 0")
            }
            for option in ["connectTimeoutMS", "socketTimeoutMS"]
            where unsafe !driver.pointee.mongoc_uri_has_option(uri, option) {
                _ = unsafe driver.pointee.mongoc_uri_set_option_as_int32(uri, option, timeout)
            }
            unsafe setWriteConcern(uri, driver)
            return unsafe uri
        }

        private static func optionNames(_ text: String) -> [String] {
            guard let mark = text.firstIndex(of: "?") else { return [] }
            return text[text.index(after: mark)...].split(separator: "&").map { String($0.prefix { $0 != "=" }) }
        }

        /// Whether an option exists: the driver ignores others, such as misspelt ones.
        private static func isKnown(_ option: String, _ driver: Driver.Functions) -> Bool {
            let others = [
                "w", "journal", "wTimeoutMS", "readPreference",
                "readPreferenceTags", "readConcernLevel", "authMechanism",
                "authMechanismProperties", "authSource", "compressors",
            ]
            return unsafe driver.pointee.mongoc_uri_option_is_int32(option)
                || driver.pointee.mongoc_uri_option_is_int64(option)
                || driver.pointee.mongoc_uri_option_is_bool(option) || driver.pointee.mongoc_uri_option_is_utf8(option)
                || others.contains { $0.lowercased() == option.lowercased() }
        }

        private static func setWriteConcern(_ uri: OpaquePointer, _ driver: Driver.Functions) {
            guard
                let concern = unsafe driver.pointee.mongoc_write_concern_copy(
                    driver.pointee.mongoc_uri_get_write_concern(uri))
            else { return }
            defer { unsafe driver.pointee.mongoc_write_concern_destroy(concern) }
            if unsafe driver.pointee.mongoc_write_concern_get_w(concern) == MONGOC_WRITE_CONCERN_W_DEFAULT {
                unsafe driver.pointee.mongoc_write_concern_set_w(concern, MONGOC_WRITE_CONCERN_W_MAJORITY)
            }
            if unsafe !driver.pointee.mongoc_write_concern_journal_is_set(concern) {
                unsafe driver.pointee.mongoc_write_concern_set_journal(concern, true)
            }
            unsafe driver.pointee.mongoc_uri_set_write_concern(uri, concern)
        }

        private static func hosts(_ uri: OpaquePointer, _ driver: Driver.Functions) -> String {
            if let service = unsafe driver.pointee.mongoc_uri_get_srv_hostname(uri) {
                return unsafe String(cString: service)
            }
            var names: [String] = []
            var host = unsafe driver.pointee.mongoc_uri_get_hosts(uri)
            while let current = unsafe host {
                names.append(
                    unsafe withUnsafeBytes(of: current.pointee.host_and_port) { bytes in
                        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                    })
                unsafe host = UnsafePointer(current.pointee.next)
            }
            return names.joined(separator: ",")
        }

        private static func invalid(_ reason: String) -> TaskDatabaseError {
            TaskDatabaseError(.invalidOption, "invalid MongoDB URI: \(reason)")
        }
    }
#endif
