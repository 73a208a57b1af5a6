#if MongoDB
    import TestSupport
    import Testing

    @Suite struct MongoCommandTests {
        @Test(.timeLimit(.minutes(3))) func `MongoDB keeps to the specification`() async throws {
            let server = try MongoServer()
            let program = try await Program.taskdb(["test", "--backend", "mongodb://\(server.address)/"])
            #expect(program.status == 0, "\(program.output)")
        }
    }
#endif
