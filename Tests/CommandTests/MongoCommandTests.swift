#if MongoDB
    import TestSupport
    import Testing

    @Suite struct MongoCommandTests {
        @Test(.timeLimit(.minutes(3))) func `MongoDB is conformant`() async throws {
            let server = try MongoServer()
            let program = try await Program.taskdb(["test", "--backend", "mongodb://\(server.address)/"])
            #expect(program.status == 0, "\(program.output)")
        }

        @Test func `the program starts without libmongoc, which is loaded when a MongoDB is opened`() async throws {
            let needed = try await Program.run(["ldd", Program.taskdb])
            #expect(needed.output.contains("libswiftCore"))
            #expect(!needed.output.contains("mongoc"))
        }
    }
#endif
