#if MongoDB
    import DatabaseTestSupport
    import MongoTaskDatabase
    import TaskDatabases
    import Testing

    /// MongoDB answers as DictDB does, also where a server's own semantics differ.
    @Suite struct MongoAgreementTests {
        /// Without dates that a server cannot store.
        private static func values(_ seed: UInt64) -> RandomValues { RandomValues(seed: seed, farDates: false) }

        @Test(arguments: 1...3) func `900 random checks find what DictDB finds`(_ seed: UInt64) async throws {
            let store = try TestStore()
            let pair = ModelPair(try await store.open())
            var values = Self.values(seed)
            let names = (0..<30).map { "m\($0)" } + ["", "\u{e9}", "e\u{301}", "a\0b", "5", "$set", "a.b"]
            try await pair.ask(300, &values, about: names)
            let reopened = try await store.open()
            #expect(
                try await ModelPair.outcome { try await reopened.findRecords([:], keys: nil) }
                    == ModelPair.outcome { try await pair.model.findRecords([:], keys: nil) })
            try await store.remove()
        }

        @Test(arguments: 1...2) func `dropping by random checks drops what DictDB drops`(_ seed: UInt64) async throws {
            let store = try TestStore()
            let pair = ModelPair(try await store.open())
            var values = Self.values(100 + seed)
            try await pair.drop(25, &values, among: (0..<12).map { "m\($0)" })
            try await store.remove()
        }

        @Test func `names with a meaning to a server are stored as names`() async throws {
            let store = try TestStore()
            let pair = ModelPair(try await store.open())
            let names = ["$set", "a.b", "", "_id", "_exact", "%", "%24", "100%25", "a\0b", "$", ".", "0"]
            let dict = Document(
                names.map { ($0, .document([$0: .instant(Instant(microseconds: 1, offsetMinutes: -1))])) })
            var record = TaskRecord(msgID: "a", dict)
            record["content"] = .document(dict)
            let (added, changes) = (record, Document(names.dropFirst(3).map { ($0, .text($0)) }))
            try await pair.change { try await $0.addRecord("a", added) }
            try await pair.compare([:], nil)
            try await pair.compare(["a.b": ["a.b": .instant(Instant(microseconds: 1))]], ["a.b", "_id", "_exact", ""])
            try await pair.change { try await $0.updateRecord("a", changes) }
            try await pair.compare(["_id": "_id", "%24": ["$exists": true]], nil)
            try await pair.compare([:], ["a.b", "_exact", "%24"])
            try await store.remove()
        }

        @Test func `lists longer than a command can be have the same answers`() async throws {
            let store = try TestStore()
            let database = try await store.open()
            for name in ["m1", "m2", "m3"] {
                try await database.addRecord(name, TaskRecord(msgID: name, ["label": .text(name)]))
            }
            let many: Value = .list((2..<600_000).map { .text("m\($0)") })
            for key in ["msg_id", "label"] {
                #expect(try await database.findRecords([key: ["$in": many]], keys: nil).count == 2)
                #expect(try await database.findRecords([key: ["$nin": many]], keys: nil).count == 1)
            }
            try await database.dropMatchingRecords(["label": ["$in": many]])
            #expect(try await database.findRecords([:], keys: ["msg_id"]).map { $0["msg_id"] } == ["m1"])
            try await store.remove()
        }

        @Test func `a value that a server cannot store is an error`() async throws {
            let store = try TestStore()
            let database = try await store.open()
            let deep = (0..<120).reduce(Value.null) { value, _ in [value] }
            for label in [deep, .instant(Instant(microseconds: .min)), .bytes(Array(repeating: 0, count: 17_000_000))] {
                let kind = try await TaskDatabaseError.Kind.thrown {
                    try await database.addRecord("a", TaskRecord(msgID: "a", ["label": label]))
                }
                #expect(kind == .unstorable)
            }
            #expect(try await database.findRecords([:], keys: nil).isEmpty)
            try await store.remove()
        }
    }
#endif
