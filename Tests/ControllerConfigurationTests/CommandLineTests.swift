import ControllerConfiguration
import Testing

@Suite("Command lines")
struct CommandLineTests {
    static let choices: [(arguments: [String], choice: String)] = [
        ([], "DictDB (default)"),
        (["--dictdb"], "DictDB (--dictdb)"),
        (["--nodb"], "NoDB (--nodb)"),
        (["--sqlitedb"], "SQLiteDB (--sqlitedb)"),
        (["--mongodb"], "MongoDB (--mongodb)"),
        (["--IPController.db_class", "nodb"], "NoDB (--IPController.db_class nodb)"),
        (["--nodb", "--dictdb"], "DictDB (--dictdb)"),
        (["--dictdb", "--nodb"], "NoDB (--nodb)"),
        (["--nodb", "--IPController.db_class=MongoDB"], "NoDB (--nodb)"),
        (
            ["--IPController.db_class=MongoDB", "--HubFactory.db_class=NoDB"],
            "MongoDB (--IPController.db_class=MongoDB)"
        ),
        (["--profile=x", "--ip", "*", "--nodb", "--log-level=10"], "NoDB (--nodb)"),
        (["--", "--nodb"], "DictDB (default)"),
        (["nodb", "-x", "--init"], "DictDB (default)"),
    ]

    @Test("Flags take precedence over options, and the last flag over the others", arguments: choices)
    func chosen(arguments: [String], expected: String) async {
        #expect(await choice(arguments: arguments) == expected)
    }

    static let settings: [(arguments: [String], dump: [String])] = [
        (
            ["--DictDB.record_limit=10", "--DictDB.size_limit", "1_000", "--DictDB.cull_fraction=.5"],
            ["record_limit = 10", "size_limit = 1000", "cull_fraction = 0.5"]
        ),
        (
            ["--DictDB.record_limit= 1 ", "--DictDB.cull_fraction=1"],
            ["record_limit = 1", "size_limit = 1073741824", "cull_fraction = 1.0"]
        ),
        (
            ["--sqlitedb", "--SQLiteDB.filename=5", "--SQLiteDB.location='/a b'", "--SQLiteDB.table="],
            ["filename = '5'", "location = '/a b'", "table = ''"]
        ),
        (
            ["--sqlitedb", "--SQLiteDB.filename=a=b.db", "--SQLiteDB.table", "None"],
            ["filename = 'a=b.db'", "location = ''", "table = 'None'"]
        ),
        (
            [
                "--mongodb", "--MongoDB.database=mine", "--MongoDB.connection_args=host",
                "--MongoDB.connection_args=27017",
            ],
            ["connection_args = ['host', 27017]", "connection_kwargs = {}", "database = 'mine'"]
        ),
        (
            [
                "--mongodb", "--MongoDB.connection_args=x", "--MongoDB.connection_args=[\"h\", 1]",
                "--MongoDB.connection_kwargs={'a': 1}", "--MongoDB.connection_kwargs=b=True",
                "--MongoDB.connection_kwargs", "a=text",
            ],
            [
                "connection_args = ['h', 1]", "connection_kwargs = {'a': 'text', 'b': True}",
                "database = 'ipython-tasks'",
            ]
        ),
    ]

    @Test("Settings reach the chosen task database", arguments: settings)
    func set(arguments: [String], dump: [String]) async {
        let lines = await outcome(arguments: arguments).split(separator: "\n").dropFirst().map(String.init)
        #expect(lines == dump.map { "  " + $0 })
    }

    @Test("The command line overrides a file, setting by setting")
    func overFile() async {
        let file = "c.IPController.db_class = 'SQLiteDB'\nc.DictDB.record_limit = 5\nc.DictDB.size_limit = 6"
        #expect(
            await outcome(file: file, arguments: ["--dictdb", "--DictDB.size_limit=7"]) == """
                DictDB (--dictdb)
                  record_limit = 5
                  size_limit = 7
                  cull_fraction = 0.1
                """)
        #expect(
            await choice(file: file, arguments: ["--HubFactory.db_class=NoDB"]) == "SQLiteDB (ipcontroller_config.py:1)"
        )
        #expect(
            await outcome(file: "c.IPController.DictDB.record_limit = 7", arguments: ["--DictDB.record_limit=5"])
                .contains("record_limit = 7"))
    }

    @Test("Arguments for other programs are listed")
    func otherArguments() async throws {
        let arguments = ["--ip=*", "--profile", "x", "--nodb", "--Foo.bar=1", "--IPController.ip=*", "--", "--dictdb"]
        let selection = try await BackendSelection(arguments: arguments)
        #expect(
            selection.otherArguments
                == ["--ip=*", "--profile", "x", "--Foo.bar=1", "--IPController.ip=*", "--", "--dictdb"])
        #expect(selection.kind == .noDB)
    }

    static let diagnostics: [(arguments: [String], text: String)] = [
        (["--nobd"], "--nobd: error: there is no option `--nobd`; did you mean `--nodb`?"),
        (["--no-db"], "--no-db: error: there is no option `--no-db`; did you mean `--nodb`?"),
        (["--NoDB"], "--NoDB: error: there is no option `--NoDB`; did you mean `--nodb`?"),
        (["-nodb"], "-nodb: error: there is no option `-nodb`; did you mean `--nodb`?"),
        (["--sqlite"], "--sqlite: error: there is no option `--sqlite`; did you mean `--sqlitedb`?"),
        (["--nodb=1"], "--nodb=1: error: `--nodb` takes no value"),
        (
            ["--IPController.db_class=NoBD"],
            "--IPController.db_class=NoBD: error: `NoBD` is no task database; did you mean `NoDB`?"
        ),
        (
            ["--IPController.db_class=NoDB", "--IPController.db_class", "DictDB"],
            "--IPController.db_class DictDB: error: `db_class` takes one value, and is given twice"
        ),
        (["--IPController.db_class"], "--IPController.db_class: error: a value is missing"),
        (["--IPController.db_class", "--nodb"], "--IPController.db_class: error: a value is missing"),
        (
            ["--DictDB.record_limit", "-1"],
            "--DictDB.record_limit -1: error: `record_limit` must be a whole number, 0 or more, not `-1`"
        ),
        (
            ["--DictDB.record_limit=1e3", "--DictDB.cull_fraction=half"],
            """
            --DictDB.record_limit=1e3: error: `record_limit` must be a whole number, 0 or more, not `1e3`
            --DictDB.cull_fraction=half: error: `cull_fraction` must be a number from 0 to 1, not `half`
            """
        ),
        (
            ["--DictDB.record_limits=4"],
            "--DictDB.record_limits=4: error: DictDB has no `record_limits`; did you mean `record_limit`?"
        ),
        (
            ["--DictDb.record_limit=4"],
            "--DictDb.record_limit=4: error: there is no section `DictDb`; did you mean `DictDB`?"
        ),
        (
            ["--SQLiteDB.path=/"],
            """
            --SQLiteDB.path=/: error: SQLiteDB has no `path`
                  = note: its traits are filename, location and table
            """
        ),
        (
            ["--MongoDB.connection_kwargs=tls"],
            "--MongoDB.connection_kwargs=tls: error: `connection_kwargs` must be a dict with strings as keys, not `tls`"
        ),
        (
            ["--MongoDB.connection_kwargs={1: 2}"],
            "--MongoDB.connection_kwargs={1: 2}: error: `connection_kwargs` must be a dict with strings as keys, not `{1: 2}`"
        ),
    ]

    @Test("An error is reported with its option", arguments: diagnostics)
    func reported(arguments: [String], text: String) async {
        #expect(await outcome(arguments: arguments) == text)
    }

    @Test("Errors of the file come before those of the command line")
    func both() async {
        let text = await outcome(file: "c.DictDB.record_limit = -1", arguments: ["--nobd"])
        #expect(
            text == """
                ipcontroller_config.py:1:25: error: `record_limit` must be a whole number, 0 or more, not the int -1
                    1 | c.DictDB.record_limit = -1
                      |                         ^~
                --nobd: error: there is no option `--nobd`; did you mean `--nodb`?
                """)
    }

    @Test(
        "Options of the controller are not reported as misspelt",
        arguments: [
            "--debug", "--quiet", "--show-config", "--init", "--usethreads", "--reuse", "--restore", "--secure",
            "--no-secure", "--log-to-file", "--version", "--help", "--help-all", "--ip=x", "--location=x", "--ssh=x",
            "--transport=tcp", "--port=1", "--ports=1-9", "--ping=1", "--scheme=pure", "--hwm=1", "--profile=x",
            "--user=x",
            "--ident=x", "--config=x", "--work-dir=x", "--cluster-id=x", "--keyfile=x", "-h", "--IPController.ports=1",
            "--HeartMonitor.period=1", "--TaskScheduler.hwm=1", "--Session.key=x",
        ])
    func controllerOptions(option: String) async {
        #expect(await choice(arguments: [option]) == "DictDB (default)")
    }
}
