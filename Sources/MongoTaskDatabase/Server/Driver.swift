#if MongoDB
    import CMongoC
    import TaskDatabases

    /// libmongoc, loaded when it is first needed.
    @safe struct Driver: @unchecked Sendable {
        typealias Functions = UnsafePointer<taskdb_driver>

        // Written once, before anyone has them.
        private let functions: Functions

        private static let loaded: Result<Driver, TaskDatabaseError> = {
            var reason: UnsafePointer<CChar>?
            guard let functions = unsafe taskdb_driver_load(&reason) else {
                let reason = unsafe reason.map { unsafe String(cString: $0) } ?? "no reason is given"
                return .failure(
                    TaskDatabaseError(
                        .unavailable,
                        "MongoDB's driver cannot be loaded: \(reason); install libmongoc 1.x (Debian: libmongoc-1.0-0)")
                )
            }
            unsafe functions.pointee.mongoc_init()
            // The driver would write to standard error, which belongs to the program; its errors are thrown.
            unsafe functions.pointee.mongoc_log_set_handler(nil, nil)
            return .success(unsafe Driver(functions: functions))
        }()

        /// - Throws: ``TaskDatabaseError`` of kind `unavailable` where there is no driver.
        static func functions() throws -> Functions { try unsafe loaded.get().functions }
    }
#endif
