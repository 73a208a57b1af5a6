#if MongoDB
    import Foundation
    import MongoTaskDatabase
    import TestSupport

    /// A database on a server, with a name that no other test uses.
    struct TestStore {
        let uri: String
        let name = "test-\(UUID().uuidString)"

        /// - Parameter server: nil for the server that the tests share.
        init(on server: MongoServer? = nil) throws { uri = try (server ?? MongoServer.shared.get()).uri }

        init(uri: String) { self.uri = uri }

        func open() async throws -> MongoDB { try await MongoDB(.init(uri: uri, database: name)) }

        func remove() async throws { try await open().dropDatabase() }
    }
#endif
