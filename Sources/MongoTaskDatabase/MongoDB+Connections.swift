#if MongoDB
    import Synchronization

    extension MongoDB {
        /// Connections that databases opened one after the other share: discovering a server takes longer than all that a
        /// test does with a database. They are closed with the last reference to this object or to such a database.
        package final class Connections: Sendable {
            private let pools = Mutex<[String: ClientPool]>([:])

            package init() {}

            /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`; `unavailable` if the driver cannot be loaded.
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
