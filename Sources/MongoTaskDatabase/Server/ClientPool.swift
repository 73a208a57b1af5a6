#if MongoDB
    import CMongoC
    import TaskDatabase

    /// The driver's connections to a server or several, which threads take and give back.
    @safe final class ClientPool: @unchecked Sendable {
        // The driver's pool may be used from any thread; the rest never changes.
        private let pool: OpaquePointer
        /// The hosts that the URI names.
        let hosts: String
        /// How long a server is looked for, in milliseconds.
        let timeout: Int
        /// How long an answer is waited for, in milliseconds.
        let socketTimeout: Int

        private static let isReady: Bool = {
            mongoc_init()
            // The driver would write to standard error, which belongs to the program; its errors are thrown.
            mongoc_log_set_handler(nil, nil)
            return true
        }()

        /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`.
        init(_ text: String) throws {
            guard Self.isReady, !text.utf8.contains(0) else { throw Self.invalid("it has a NUL in it") }
            let uri = try unsafe Self.uri(text)
            defer { unsafe mongoc_uri_destroy(uri) }
            timeout = unsafe Int(mongoc_uri_get_option_as_int32(uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS, 0))
            socketTimeout = unsafe Int(mongoc_uri_get_option_as_int32(uri, MONGOC_URI_SOCKETTIMEOUTMS, 0))
            hosts = unsafe Self.hosts(uri)
            var error = bson_error_t()
            guard let pool = unsafe mongoc_client_pool_new_with_error(uri, &error) else {
                throw Self.invalid(ServerFailure(error).message)
            }
            unsafe self.pool = pool
            unsafe mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
            unsafe mongoc_client_pool_set_appname(pool, "taskdb")
        }

        deinit { unsafe mongoc_client_pool_destroy(pool) }

        func withCollection<Result>(
            _ place: ServerConnection.Place, _ body: (ServerCollection) throws -> Result
        ) throws -> Result {
            let client = unsafe mongoc_client_pool_pop(pool)
            defer { unsafe mongoc_client_pool_push(pool, client) }
            let collection = unsafe mongoc_client_get_collection(client, place.database, place.collection)
            defer { unsafe mongoc_collection_destroy(collection) }
            guard let client = unsafe client, let collection = unsafe collection else {
                throw TaskDatabaseError(.unavailable, "the driver of MongoDB has no connection left")
            }
            return try body(unsafe ServerCollection(client: client, collection: collection, place: place))
        }
    }

    // MARK: - The URI

    extension ClientPool {
        private static func uri(_ text: String) throws -> OpaquePointer {
            var error = bson_error_t()
            guard let uri = unsafe mongoc_uri_new_with_error(text, &error) else {
                throw invalid(ServerFailure(error).message)
            }
            if let unknown = optionNames(text).first(where: { !isKnown($0) }) {
                unsafe mongoc_uri_destroy(uri)
                throw invalid("there is no option \(unknown)")
            }
            if unsafe !mongoc_uri_has_option(uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS) {
                unsafe mongoc_uri_set_option_as_int32(
                    uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS, Int32(MongoDB.Options.defaultTimeout))
            }
            let timeout = unsafe mongoc_uri_get_option_as_int32(uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS, 0)
            guard timeout > 0 else {
                unsafe mongoc_uri_destroy(uri)
                throw invalid("serverSelectionTimeoutMS must be above 0")
            }
            for option in [MONGOC_URI_CONNECTTIMEOUTMS, MONGOC_URI_SOCKETTIMEOUTMS]
            where unsafe !mongoc_uri_has_option(uri, option) {
                unsafe mongoc_uri_set_option_as_int32(uri, option, timeout)
            }
            unsafe setWriteConcern(uri)
            return unsafe uri
        }

        private static func optionNames(_ text: String) -> [String] {
            guard let mark = text.firstIndex(of: "?") else { return [] }
            return text[text.index(after: mark)...].split(separator: "&").map { String($0.prefix { $0 != "=" }) }
        }

        /// The driver takes no notice of an option that it does not know, such as a misspelt one.
        private static func isKnown(_ option: String) -> Bool {
            let others = [
                MONGOC_URI_W, MONGOC_URI_JOURNAL, MONGOC_URI_WTIMEOUTMS, MONGOC_URI_READPREFERENCE,
                MONGOC_URI_READPREFERENCETAGS, MONGOC_URI_READCONCERNLEVEL, MONGOC_URI_AUTHMECHANISM,
                MONGOC_URI_AUTHMECHANISMPROPERTIES, MONGOC_URI_AUTHSOURCE, MONGOC_URI_COMPRESSORS,
            ]
            return unsafe mongoc_uri_option_is_int32(option) || mongoc_uri_option_is_int64(option)
                || mongoc_uri_option_is_bool(option) || mongoc_uri_option_is_utf8(option)
                || others.contains { $0.lowercased() == option.lowercased() }
        }

        private static func setWriteConcern(_ uri: OpaquePointer) {
            guard let concern = unsafe mongoc_write_concern_copy(mongoc_uri_get_write_concern(uri)) else { return }
            defer { unsafe mongoc_write_concern_destroy(concern) }
            if unsafe mongoc_write_concern_get_w(concern) == MONGOC_WRITE_CONCERN_W_DEFAULT {
                unsafe mongoc_write_concern_set_w(concern, MONGOC_WRITE_CONCERN_W_MAJORITY)
            }
            if unsafe !mongoc_write_concern_journal_is_set(concern) {
                unsafe mongoc_write_concern_set_journal(concern, true)
            }
            unsafe mongoc_uri_set_write_concern(uri, concern)
        }

        private static func hosts(_ uri: OpaquePointer) -> String {
            if let service = unsafe mongoc_uri_get_srv_hostname(uri) { return unsafe String(cString: service) }
            var names: [String] = []
            var host = unsafe mongoc_uri_get_hosts(uri)
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
            TaskDatabaseError(.invalidOption, "this is no URI of a MongoDB server: \(reason)")
        }
    }
#endif
