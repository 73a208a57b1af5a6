#if MongoDB
    import Synchronization

    extension MongoDB {
        /// The connections of databases that are opened one after the other: to discover a server takes longer than all that
        /// a test does with a database. They end when nobody has this, and no database that uses them is open.
        package final class Connections: Sendable {
            private let pools = Mutex<[String: ClientPool]>([:])

            package init() {}

            /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`; `unavailable` where there is no driver.
            func pool(_ uri: String) throws -> ClientPool {
                try pools.withLock { pools in
                    if let pool = pools[uri] { return pool }
                    let pool = try ClientPool(uri)
                    pools[uri] = pool
                    return pool
                }
            }
        }
    }
#endif
