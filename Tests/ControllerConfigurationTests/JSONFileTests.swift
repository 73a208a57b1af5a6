import Testing

@testable import ControllerConfiguration

/// Configuration files in JSON.
@Suite struct JSONFileTests {
    private func read(_ text: String, python: String = "") async throws(ConfigurationError)
        -> ControllerConfigurationReader
    {
        let files = [
            ConfigurationFile(path: "ipcontroller_config.py", text: "c = get_config()\n" + python),
            ConfigurationFile(path: "ipcontroller_config.json", text: text),
        ]
        return try await ControllerConfigurationReader(files: files)
    }

    @Test func `settings of every type are read, and override those of Python`() async throws {
        let text = """
            {
              "version": 1,
              "IPController": {"db_class": "MongoDB", "reuse_files": true, "ports": [1000, "2000-2001"], "ip": "*"},
              "HeartMonitor": {"period": 200},
              "MongoDB": {"connection_args": ["host", 27018], "connection_kwargs": {"tls": false, "timeoutMS": null}}
            }
            """
        let found = try await read(text, python: "c.HeartMonitor.period = 300\nc.TaskScheduler.hwm = 3")
        #expect(found.options.heartPeriod == 200 && found.options.limit == 3)
        #expect(found.options.reusesFiles && found.options.clientIP == "*")
        #expect(found.options.ports == [1000, 2000, 2001])
        #expect(
            found.backend.description == """
                MongoDB (ipcontroller_config.json:3)
                  connection_args = ['host', 27018]
                  connection_kwargs = {'tls': False, 'timeoutMS': None}
                  database = 'ipython-tasks'
                """)
    }

    @Test func `a database's settings may be limited to the controller`() async throws {
        let found = try await read(#"{"IPController": {"DictDB": {"record_limit": 7}}}"#)
        #expect(found.backend.description.contains("record_limit = 7"))
    }

    @Test func `what has no effect is a warning`() async throws {
        #expect(try await read(#"{"IPController": {"log_url": "x"}, "top": 1}"#).warnings.count == 2)
    }

    static let mistakes = [
        (
            "{\n  \"HeartMonitor\": {\n    \"period\": \"soon\"\n  }\n}",
            """
            ipcontroller_config.json:3:15: error: `period` must be a whole number, 1 to 2147483647
                3 |     "period": "soon"
                  |               ^~~~~~
            """
        ),
        (
            #"{"DictDB": {"record_limits": 5}}"#,
            """
            ipcontroller_config.json:1:13: error: DictDB has no `record_limits`; did you mean `record_limit`?
                1 | {"DictDB": {"record_limits": 5}}
                  |             ^~~~~~~~~~~~~~~
            """
        ),
        (
            "{\"DictDB\": {\n  \"record_limit\": 5,\n}}",
            """
            ipcontroller_config.json:3:1: error: this is not JSON: expected a member's name in an object
                3 | }}
                  | ^
            """
        ),
        (
            "[]",
            """
            ipcontroller_config.json:1:1: error: a configuration must be an object, such as {"HeartMonitor": {"period": 200}}
                1 | []
                  | ^
            """
        ),
        (
            #"{"version": 2}"#,
            """
            ipcontroller_config.json:1:13: error: `version` must be 1
                1 | {"version": 2}
                  |             ^
            """
        ),
        (
            #"{"DictDB": 5}"#,
            """
            ipcontroller_config.json:1:12: error: `DictDB` is a section, and must be an object such as {"DictDB": {"setting": 1}}
                1 | {"DictDB": 5}
                  |            ^
            """
        ),
        (
            #"{"Session": {"key": hunter2}}"#,
            """
            ipcontroller_config.json:1:21: error: this is not JSON: expected a JSON value
                  = note: the line is not shown, because it may hold a key or a password
            """
        ),
        (
            "{\"Session\": {\"key\":\n\"hunter2}}",
            """
            ipcontroller_config.json:2:11: error: this is not JSON: the text ends inside a string
                  = note: the line is not shown, because it may hold a key or a password
            """
        ),
    ]

    @Test(arguments: mistakes)
    func `an error names its line and column, and what is allowed`(text: String, expected: String) async {
        let error = await #expect(throws: ConfigurationError.self) { try await read(text) }
        #expect(error?.description == expected)
    }
}
