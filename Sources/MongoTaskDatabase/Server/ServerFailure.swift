#if MongoDB
    import CMongoC

    /// An error of the driver or the server.
    struct ServerFailure: Error {
        enum Reason {
            case noServer
            case connectionLost
            case tooLarge
            /// Two records have one msg_id: a record was not added, or the unique index could not be created.
            case notUnique
            case other
        }

        let reason: Reason
        let code: Int
        let message: String

        init(_ error: bson_error_t) {
            var error = error
            code = Int(error.code)
            message = unsafe withUnsafeBytes(of: &error.message) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            switch (Int(error.domain), code) {
            case (_, 11000), (_, 11001): reason = .notUnique
            case (Int(MONGOC_ERROR_SERVER_SELECTION.rawValue), _): reason = .noServer
            case (Int(MONGOC_ERROR_STREAM.rawValue), _): reason = .connectionLost
            case (Int(MONGOC_ERROR_BSON.rawValue), _), (_, 10334), (_, 17419), (_, 17420): reason = .tooLarge
            default: reason = .other
            }
        }

        /// A document is longer than BSON allows.
        static let tooLong = ServerFailure(reason: .tooLarge, code: 0, message: "it is larger than 2 GB")

        private init(reason: Reason, code: Int, message: String) {
            self.reason = reason
            self.code = code
            self.message = message
        }
    }
#endif
