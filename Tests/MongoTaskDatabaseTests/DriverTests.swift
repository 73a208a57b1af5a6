#if MongoDB
    import TestSupport
    import Testing

    /// The driver's functions are declared here, and looked up while the program runs.
    struct DriverTests {
        @Test func `what is declared of libmongoc is what libmongoc declares`() async throws {
            let compile = """
                cc -fsyntax-only -D_Nonnull= -D_Nullable= $(pkg-config --cflags libmongoc-1.0) -I Sources/CMongoC \
                Tests/MongoTaskDatabaseTests/Fixtures/driver_check.c
                """
            let compiler = try await Program.run(["sh", "-c", compile], in: Program.project)
            #expect(compiler.error == "")
            #expect(compiler.status == 0)
        }

        @Test func `only what needs libmongoc loads it`() async throws {
            let needed = try await Program.run(["ldd", Program.taskdb])
            #expect(needed.output.contains("libswiftCore"))
            #expect(!needed.output.contains("mongoc"))
        }
    }
#endif
