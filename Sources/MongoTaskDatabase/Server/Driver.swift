#if MongoDB
    import CMongoC
    import TaskDatabases

    /// The functions of libmongoc, which is loaded when they are first used.
    @safe struct Driver: @unchecked Sendable {
        typealias Functions = UnsafePointer<taskdb_driver>

        // Never changes after it is loaded.
        private let functions: Functions

        private static let loaded: Result<Driver, TaskDatabaseError> = {
            var reason: UnsafePointer<CChar>?
            guard let functions = unsafe taskdb_driver_load(&reason) else {
                let reason = unsafe reason.map { unsafe String(cString: $0) } ?? "unknown reason"
                return .failure(
                    TaskDatabaseError(
                        .unavailable,
                        "MongoDB's driver cannot be loaded: \(reason); install libmongoc 1.x (Debian: libmongoc-1.0-0)")
                )
            }
            unsafe functions.pointee.mongoc_init()
            // By default the driver writes to standard error, which belongs to the program; its errors are thrown.
            unsafe functions.pointee.mongoc_log_set_handler(nil, nil)
            return .success(unsafe Driver(functions: functions))
        }()

        /// - Throws: ``TaskDatabaseError`` of kind `unavailable` if the library cannot be loaded.
        static func functions() throws -> Functions { try unsafe loaded.get().functions }
    }
#endif
