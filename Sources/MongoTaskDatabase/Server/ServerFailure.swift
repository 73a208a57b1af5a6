#if MongoDB
    import CMongoC

    /// What the driver or the server said when it could not do something.
    struct ServerFailure: Error {
        enum Reason {
            case noServer
            case connectionLost
            case tooLarge
            /// A unique index refused a record, or could not be made.
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
            case (TASKDB_ERROR_SERVER_SELECTION, _): reason = .noServer
            case (TASKDB_ERROR_STREAM, _): reason = .connectionLost
            case (TASKDB_ERROR_BSON, _), (_, 10334), (_, 17419), (_, 17420): reason = .tooLarge
            default: reason = .other
            }
        }

        /// For a document that is too long to be one.
        static let tooLong = ServerFailure(reason: .tooLarge, code: 0, message: "it has more than 2 GB")

        private init(reason: Reason, code: Int, message: String) {
            self.reason = reason
            self.code = code
            self.message = message
        }
    }
#endif
