import ControllerConfiguration
import Testing

@Suite struct OptionTests {
    private func read(_ arguments: String..., file: String? = nil) async throws -> ControllerConfigurationReader {
        let files = file.map { [ConfigurationFile(path: "ipcontroller_config.py", text: $0)] } ?? []
        return try await ControllerConfigurationReader(files: files, arguments: arguments)
    }

    @Test func `flags, aliases and full names set options`() async throws {
        let options = try await read(
            "--nodb", "--ip=*", "--ping", "250", "--reuse", "--IPController.location=host", "--ports=1000-1002,2000",
            "--log-level=DEBUG", "--scheme=lru", "--hwm=0", "--cluster-id=", "--TaskScheduler.hwm=4"
        ).options
        #expect(options.clientIP == "*" && options.engineIP == "*")
        #expect(options.heartPeriod == 250 && options.reusesFiles && options.location == "host")
        #expect(options.ports == [1000, 1001, 1002, 2000] && options.logLevel == 10)
        #expect(options.scheme == "lru" && options.limit == 4 && options.clusterID == "")
    }

    @Test func `the command line overrides a file`() async throws {
        let file = """
            c = get_config()
            c.HeartMonitor.period = 200
            c.IPController.ports = [1, 2]
            c.TaskScheduler.hwm = 3
            """
        let options = try await read("--ping=300", file: file).options
        #expect(options.heartPeriod == 300 && options.ports == [1, 2] && options.limit == 3)
    }

    @Test(arguments: [
        ("--pign=5", "--pign=…: error: there is no option `--pign`; did you mean `--ping`?"),
        ("--HeartMonitor.perod=5", "did you mean `--HeartMonitor.period`?"),
        ("-ping=5", "did you mean `--ping`?"),
        ("--ping=soon", "`period` must be a whole number, 1 to 2147483647"),
        ("--scheme=zzz", "`scheme_name` must be leastload, pure, lru, plainrandom, weighted or twobin"),
        ("--ports=9-1", "ports such as 10000-10017"),
        ("--ip", "a value is missing"),
        ("--reuse=False", "`--reuse` takes no value; give one to `--IPController.reuse_files=`"),
        ("--debug=1", "`--debug` takes no value"),
        ("--nodb=True", "`--nodb` takes no value"),
        ("--IPController.reuse_files=no", "`reuse_files` must be True or False, or 1 or 0"),
        ("--cluster-id=a/b", "`cluster_id` must be a name without `/`"),
        ("--IPController.mux=1000", "`mux` must be two ports, such as (10001, 10002)"),
        ("extra", "the controller takes options only"),
    ])
    func `a mistake is an error that helps`(argument: String, message: String) async throws {
        let error = await #expect(throws: ConfigurationError.self) { try await read(argument) }
        #expect(error?.description.contains(message) == true)
    }

    @Test func `a bad value in a file names its line`() async throws {
        let error = await #expect(throws: ConfigurationError.self) {
            try await read(file: "c = get_config()\nc.HeartMonitor.period = 'abc'\n")
        }
        #expect(error?.description.hasPrefix("ipcontroller_config.py:2:25: error: `period` must be") == true)
    }

    @Test(arguments: [("True", true), ("tRUE", true), ("1", true), ("False", false), ("false", false), ("0", false)])
    func `a truth is written as traitlets reads it`(text: String, truth: Bool) async throws {
        let file = "c = get_config()\nc.IPController.reuse_files = \(truth ? 0 : 1)"
        #expect(try await read(file: file).options.reusesFiles == !truth)
        #expect(try await read("--IPController.reuse_files=\(text)", file: file).options.reusesFiles == truth)
        #expect(try await read("--log-to-file=\(text)").options.logsToFile == truth)
    }

    @Test func `the value of an unknown option is no mistake of its own`() async throws {
        let error = await #expect(throws: ConfigurationError.self) { try await read("--pign", "5") }
        #expect(error?.diagnostics.count == 1)
    }

    @Test func `old names of ports set one channel each, with a warning`() async throws {
        let found = try await read(
            "--port=1000", "--IPController.mux=(1001, 1002)",
            file: "c = get_config()\nc.IPController.hb = (1003, 1004)\nc.IPController.notifier_port = 1005\n")
        #expect(
            found.options.engineChannelPorts == ["registration": 1000, "mux": 1002, "hb_ping": 1003, "hb_pong": 1004])
        #expect(found.options.clientChannelPorts == ["mux": 1001, "notification": 1005])
        #expect(found.warnings.count == 4)
        #expect(
            found.warnings.contains(
                "`IPController.regport` is deprecated since ipyparallel 7. Use `IPController.ports`."))
    }

    @Test(arguments: ["--log-url=tcp://127.0.0.1:9", "--IPController.mon_port=5", "--IPController.auto_create=True"])
    func `a setting that only ipyparallel has is a warning`(option: String) async throws {
        #expect(try await read(option).warnings.first?.contains("this controller has no such setting") == true)
    }

    @Test func `what has no effect is a warning`() async throws {
        let found = try await read("--usethreads", file: "c = get_config()\nc.IPController.no_such = 5\n")
        #expect(found.warnings.count == 2)
        #expect(found.warnings[0].hasPrefix("Config option `IPController.no_such` has no effect"))
    }
}
