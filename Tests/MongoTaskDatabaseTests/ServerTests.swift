#if MongoDB
    import DatabaseTestSupport
    import Foundation
    import MongoTaskDatabase
    import Support
    import TaskDatabases
    import TestSupport
    import Testing

    /// Servers that do not run, hang, or are killed and restarted; invalid options.
    @Suite(.serialized) struct ServerTests {
        private static func error(_ body: () async throws -> Void) async throws -> (
            error: TaskDatabaseError, time: Duration
        )? {
            let start = ContinuousClock.now
            do {
                try await body()
                return nil
            } catch let error as TaskDatabaseError {
                return (error, ContinuousClock.now - start)
            }
        }

        @Test func `a missing server is an error within the timeout`() async throws {
            let uri = "mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=700"
            let found = try #require(try await Self.error { _ = try await MongoDB(.init(uri: uri)) })
            #expect(found.error.kind == .unavailable)
            #expect(found.error.message.hasPrefix("no server: MongoDB at 127.0.0.1:1 did not answer within 700 ms"))
            #expect(!found.error.message.contains("secret"))
            #expect(found.time < .seconds(5))
        }

        @Test(arguments: [
            "mongodb://", "http://localhost", "mongodb://localhost:99999",
            "mongodb://localhost/?serverSelectonTimeoutMS=1",
            "mongodb://localhost/?serverSelectionTimeoutMS=0", "mongodb://a\0b",
        ])
        func `an invalid URI is an error`(_ uri: String) throws {
            let error = #expect(throws: TaskDatabaseError.self) { try MongoDB.Options(uri: uri).check() }
            #expect(error?.kind == .invalidOption)
        }

        @Test(arguments: ["", "a.b", "a/b", "a b", "$a", String(repeating: "x", count: 64)])
        func `an invalid database name is an error`(_ name: String) throws {
            let error = #expect(throws: TaskDatabaseError.self) { try MongoDB.Options(database: name).check() }
            #expect(error?.kind == .invalidOption)
        }

        @Test(.timeLimit(.minutes(2))) func `a server that hangs is an error, and is used again once it answers`()
            async throws
        {
            let server = try MongoServer()
            let store = try TestStore(on: server)
            try await store.open().addRecord("a", TaskRecord(msgID: "a"))
            let hasty = TestStore(uri: "mongodb://\(server.address)/?serverSelectionTimeoutMS=1500")
            let database = try await MongoDB(.init(uri: hasty.uri, database: store.name))
            try server.hang()
            let found = try await Self.error { _ = try await database.getRecord("a") }
            #expect(found?.error.kind == .unavailable)
            // One timeout for the answer, and one for finding another server.
            #expect(found.map { $0.time < .seconds(8) } == true)
            server.send(SIGCONT)
            var isBack = false
            for _ in 0..<20 where !isBack { isBack = (try? await database.getRecord("a")) != nil }
            #expect(isBack)
        }

        @Test(.timeLimit(.minutes(3))) func `a server that is killed and restarted has every acknowledged write`()
            async throws
        {
            let server = try MongoServer()
            let store = try TestStore(on: server)
            _ = try await store.open()
            let uri = "mongodb://\(server.address)/?serverSelectionTimeoutMS=10000"
            let database = try await MongoDB(.init(uri: uri, database: store.name))
            var random = SplitMix(seed: 6)
            var certain: [String: String] = [:]
            var failed: Set<String> = []
            for round in 0..<8 {
                let delay = Duration.milliseconds(Int.random(in: 20..<400, using: &random))
                async let dying: Void = Self.restart(server, after: delay)
                let outcome = try await Self.write(
                    through: database, round: round, until: ContinuousClock.now + delay * 2)
                certain.merge(outcome.certain) { $1 }
                failed.formUnion(outcome.failed)
                try await dying
            }
            let records = try await database.findRecords([:], keys: ["stdout"])
            let held = Dictionary(uniqueKeysWithValues: records.map { ($0["msg_id"]?.text ?? "", $0["stdout"]?.text) })
            #expect(certain.count > 50)
            for (name, text) in certain { #expect(held[name] == text, "\(name)") }
            // A write that failed may be done or not.
            #expect(Set(held.keys).subtracting(certain.keys).subtracting(failed) == [])
        }

        private static func restart(_ server: MongoServer, after delay: Duration) async throws {
            try await Task.sleep(for: delay)
            server.kill()
            try server.start()
        }

        /// Adds and updates records one after the other, by four tasks.
        ///
        /// - Returns: the text that each acknowledged record must have, and the msg_ids of failed writes.
        private static func write(
            through database: MongoDB, round: Int, until end: ContinuousClock.Instant
        ) async throws -> (certain: [String: String], failed: Set<String>) {
            try await withThrowingTaskGroup(of: (certain: [String: String], failed: Set<String>).self) { group in
                for task in 0..<4 {
                    group.addTask {
                        var (certain, failed): ([String: String], Set<String>) = ([:], [])
                        var number = 0
                        while ContinuousClock.now < end {
                            let name = "r\(round)-t\(task)-\(number)"
                            number += 1
                            let record = TaskRecord(msgID: name, ["stdout": "added", "buffers": [.bytes([1, 2, 3])]])
                            let failure = try await Self.error {
                                try await database.addRecord(name, record)
                                certain[name] = "added"
                                try await database.updateRecord(name, ["stdout": "updated"])
                                certain[name] = "updated"
                            }
                            guard failure != nil else { continue }
                            certain[name] = nil
                            failed.insert(name)
                        }
                        return (certain, failed)
                    }
                }
                return try await group.reduce(into: (certain: [:], failed: [])) { all, one in
                    all.certain.merge(one.certain) { $1 }
                    all.failed.formUnion(one.failed)
                }
            }
        }

        @Test func `of many connections that add one msg_id, one succeeds`() async throws {
            let store = try TestStore()
            _ = try await store.open()
            let won = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let database = try await store.open()
                        for task in 0..<10 {
                            let name = "c\(number)-\(task)"
                            try await database.addRecord(name, TaskRecord(msgID: name))
                        }
                        let record = TaskRecord(msgID: "a", ["label": .integer(number)])
                        let kind = try await TaskDatabaseError.Kind.thrown { try await database.addRecord("a", record) }
                        try await database.close()
                        return kind == nil
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
            #expect(try await store.open().findRecords([:], keys: ["msg_id"]).count == 81)
            try await store.remove()
        }

        @Test func `calls of a closed database are errors`() async throws {
            let store = try TestStore()
            let database = try await store.open()
            try await database.close()
            #expect(try await TaskDatabaseError.Kind.thrown { _ = try await database.getHistory() } == .unavailable)
            try await store.remove()
        }

        @Test func `a collection with two records of one msg_id is an error`() async throws {
            let store = try TestStore()
            let other = try await Program.run([
                Program.peerPython, "-c",
                "import pymongo, sys; t = pymongo.MongoClient(sys.argv[1])[sys.argv[2]]['task_records'];"
                    + " t.insert_many([{'msg_id': 'a'}, {'msg_id': 'a'}])", store.uri, store.name,
            ])
            #expect(other.status == 0, "\(other.error)")
            #expect(try await TaskDatabaseError.Kind.thrown { _ = try await store.open() } == .foreignStore)
            let name = store.name
            let cleared = try await Program.run([
                Program.peerPython, "-c",
                "import pymongo, sys; pymongo.MongoClient(sys.argv[1]).drop_database(sys.argv[2])",
                store.uri, name,
            ])
            #expect(cleared.status == 0)
        }
    }
#endif
