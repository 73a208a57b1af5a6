import ControllerConfiguration
import Testing

@Suite("Errors in configuration files")
struct FileDiagnosticTests {
    static let diagnostics: [(statements: String, text: String)] = [
        (
            "c.HubFactory.db_class = 'NoBD'  # quick",
            """
            ipcontroller_config.py:2:25: error: `NoBD` is no task database; did you mean `NoDB`?
                2 | c.HubFactory.db_class = 'NoBD'  # quick
                  |                         ^~~~~~
            """
        ),
        (
            "c.IPController.db_class = 'tape'",
            """
            ipcontroller_config.py:2:27: error: `tape` is no task database
                2 | c.IPController.db_class = 'tape'
                  |                           ^~~~~~
                  = note: the task databases are DictDB, NoDB, SQLiteDB and MongoDB
            """
        ),
        (
            "c.IPController.db_class = 3; x = 1",
            """
            ipcontroller_config.py:2:27: error: `db_class` must be the name of a task database, such as 'NoDB', not the int 3
                2 | c.IPController.db_class = 3; x = 1
                  |                           ^
            """
        ),
        (
            "c.IPController.db_clas = 'NoDB'",
            """
            ipcontroller_config.py:2:16: error: IPController has no `db_clas`; did you mean `db_class`?
                2 | c.IPController.db_clas = 'NoDB'
                  |                ^~~~~~~
            """
        ),
        (
            "c.HubFactry.db_class = 'NoDB'",
            """
            ipcontroller_config.py:2:3: error: there is no section `HubFactry`; did you mean `HubFactory`?
                2 | c.HubFactry.db_class = 'NoDB'
                  |   ^~~~~~~~~
            """
        ),
        (
            "c.db_class = 'NoDB'",
            """
            ipcontroller_config.py:2:3: error: `db_class` belongs to a section; did you mean `IPController.db_class`?
                2 | c.db_class = 'NoDB'
                  |   ^~~~~~~~
            """
        ),
        (
            "c.DictDB = {'record_limit': 3}",
            """
            ipcontroller_config.py:2:3: error: `DictDB` is a section; set its traits one by one
                2 | c.DictDB = {'record_limit': 3}
                  |   ^~~~~~
            """
        ),
        (
            "c.DictDB.record_limits = 3",
            """
            ipcontroller_config.py:2:10: error: DictDB has no `record_limits`; did you mean `record_limit`?
                2 | c.DictDB.record_limits = 3
                  |          ^~~~~~~~~~~~~
            """
        ),
        (
            "c.SQLiteDB.path = '/tmp'",
            """
            ipcontroller_config.py:2:12: error: SQLiteDB has no `path`
                2 | c.SQLiteDB.path = '/tmp'
                  |            ^~~~
                  = note: its traits are filename, location and table
            """
        ),
        (
            "c.DictDB.record_limit = 'ten'",
            """
            ipcontroller_config.py:2:25: error: `record_limit` must be a whole number, 0 or more, not the str 'ten'
                2 | c.DictDB.record_limit = 'ten'
                  |                         ^~~~~
            """
        ),
        (
            "if True:\n\tc['DictDB']['cull_fraction'] = (2,\n\t\t3)",
            """
            ipcontroller_config.py:3:33: error: `cull_fraction` must be a number from 0 to 1, not the tuple (2, 3)
                3 | \tc['DictDB']['cull_fraction'] = (2,
                  | \t                               ^~~
            """
        ),
        (
            "c.SQLiteDB.filename = None",
            """
            ipcontroller_config.py:2:23: error: `filename` must be a string, not None
                2 | c.SQLiteDB.filename = None
                  |                       ^~~~
            """
        ),
        (
            "c.SQLiteDB.filename = c.SQLiteDB.table",
            """
            ipcontroller_config.py:2:23: error: `filename` must be a string, not a trait that is not set
                2 | c.SQLiteDB.filename = c.SQLiteDB.table
                  |                       ^~~~~~~~~~~~~~~~
            """
        ),
        (
            "c.MongoDB.connection_args = 'host'",
            """
            ipcontroller_config.py:2:29: error: `connection_args` must be a list, not the str 'host'
                2 | c.MongoDB.connection_args = 'host'
                  |                             ^~~~~~
            """
        ),
        (
            "c.MongoDB.connection_kwargs = {1: 2}",
            """
            ipcontroller_config.py:2:31: error: `connection_kwargs` must be a dict with strings as keys, not the dict {1: 2}
                2 | c.MongoDB.connection_kwargs = {1: 2}
                  |                               ^~~~~~
            """
        ),
        (
            "c.MongoDB.connection_args.append(b'x')",
            """
            ipcontroller_config.py:2:11: error: `connection_args` cannot hold the bytes b'x'
                2 | c.MongoDB.connection_args.append(b'x')
                  |           ^~~~~~~~~~~~~~~
            """
        ),
        (
            "c.MongoDB.connection_args.insert(0, 'x')",
            """
            ipcontroller_config.py:2:11: error: `connection_args` does not support this call of `insert`
                2 | c.MongoDB.connection_args.insert(0, 'x')
                  |           ^~~~~~~~~~~~~~~
                  = note: assign the whole value: it must be a list
            """
        ),
        (
            "c.DictDB.record_limit.append(5)",
            """
            ipcontroller_config.py:2:10: error: `record_limit` must be a whole number, 0 or more, not a call of `append`
                2 | c.DictDB.record_limit.append(5)
                  |          ^~~~~~~~~~~~
            """
        ),
        (
            "c.DictDB.record_limit.most = 5",
            """
            ipcontroller_config.py:2:1: error: AttributeError: 'LazyConfigValue' object has no attribute 'most'
                2 | c.DictDB.record_limit.most = 5
                  | ^
            """
        ),
        (
            "c.merge({})",
            """
            ipcontroller_config.py:2:1: error: AttributeError: `merge` of a section is not supported
                2 | c.merge({})
                  | ^
            """
        ),
        (
            "load_subconfig('base.py')",
            """
            ipcontroller_config.py:2:1: error: NotImplementedError: `load_subconfig` is not supported
                2 | load_subconfig('base.py')
                  | ^
            """
        ),
        // What only Python could know.
        (
            "import os\nc.IPController.db_class = os.environ['DB']",
            """
            ipcontroller_config.py:3:16: error: `db_class` cannot be known
                3 | c.IPController.db_class = os.environ['DB']
                  |                ^~~~~~~~
                  = note: it depends on `os` of line 2
            """
        ),
        (
            "def choose(c):\n    c.IPController.db_class = 'NoDB'\n\nchoose(c)",
            """
            ipcontroller_config.py:5:1: error: `db_class` cannot be known
                5 | choose(c)
                  | ^~~~~~
                  = note: `choose` of line 2 may set it
            """
        ),
        (
            "try:\n    import pymongo\n    c.IPController.db_class = 'MongoDB'\nexcept ImportError:\n    pass",
            """
            ipcontroller_config.py:4:20: error: `db_class` cannot be known
                4 |     c.IPController.db_class = 'MongoDB'
                  |                    ^~~~~~~~
                  = note: `try` is not part of the console subset
            """
        ),
        (
            "from site_settings import configure\nconfigure(c, ip='*')",
            """
            ipcontroller_config.py:3:11: error: `db_class` cannot be known
                3 | configure(c, ip='*')
                  |           ^
                  = note: it depends on `configure` of line 2
            """
        ),
        (
            "from os import cpu_count\nlimit = 100 * cpu_count()\nc.DictDB.record_limit = limit",
            """
            ipcontroller_config.py:4:10: error: `record_limit` cannot be known
                4 | c.DictDB.record_limit = limit
                  |          ^~~~~~~~~~~~
                  = note: it depends on `limit` of line 3
            """
        ),
        (
            "c.IPController.db_class = 'NoDB",
            """
            ipcontroller_config.py:2:27: error: unterminated string literal
                2 | c.IPController.db_class = 'NoDB
                  |                           ^
            """
        ),
        (
            "c.IPController.db_class = NoDB",
            """
            ipcontroller_config.py:2:27: error: NameError: name 'NoDB' is not defined
                2 | c.IPController.db_class = NoDB
                  |                           ^
            """
        ),
        // All errors are reported, up to one that ends the run.
        (
            "c.DictDB.record_limit = -1\nc.DictDb.size_limit = 1\nprint(1 / 0)\nc.DictDB.size_limit = -1",
            """
            ipcontroller_config.py:2:25: error: `record_limit` must be a whole number, 0 or more, not the int -1
                2 | c.DictDB.record_limit = -1
                  |                         ^~
            ipcontroller_config.py:3:3: error: there is no section `DictDb`; did you mean `DictDB`?
                3 | c.DictDb.size_limit = 1
                  |   ^~~~~~
            ipcontroller_config.py:4:7: error: ZeroDivisionError: division by zero
                4 | print(1 / 0)
                  |       ^
            """
        ),
    ]

    @Test("Each error is reported with its place", arguments: diagnostics)
    func reported(statements: String, text: String) async {
        #expect(await outcome(file: preface + statements) == text)
    }

    static let invalid: [(trait: String, values: [String])] = [
        ("DictDB.record_limit", ["True", "10.5", "-1", "None", "'10'", "[]", "float('nan')", "float('inf')"]),
        ("DictDB.size_limit", ["False", "0.5", "-0.5", "b'1'", "{}", "lambda: 1"]),
        ("DictDB.cull_fraction", ["True", "1.1", "-0.1", "'0.5'", "None", "float('nan')", "2 ** 2000"]),
        ("NoDB.record_limit", ["None"]),
        ("SQLiteDB.filename", ["4", "b'x'", "['x']"]),
        ("MongoDB.database", ["4", "None"]),
        ("MongoDB.connection_args", ["None", "{}", "'x'", "[b'x']", "[2 ** 64]", "[print]"]),
        ("MongoDB.connection_kwargs", ["None", "[]", "{None: 1}", "{'a': b'x'}", "[('a', 1)]"]),
        ("IPController.db_class", ["None", "b'NoDB'", "['NoDB']", "NotImplemented"]),
    ]

    @Test("A value of the wrong type or range is an error", arguments: invalid)
    func wrongType(trait: String, values: [String]) async {
        for value in values {
            #expect(await outcome(file: preface + "c.\(trait) = \(value)").contains(": error: `"), "\(value)")
        }
    }

    @Test("Diagnostics of a block have the page's line numbers and truncate long lines")
    func block() async {
        let text = "c.IPController.db_class = '\(String(repeating: "x", count: 200))' + 'y'"
        let file = ConfigurationFile(path: "page.md", text: text, firstLine: 123_456)
        let shown = "c.IPController.db_class = '" + String(repeating: "x", count: 39) + "…"
        #expect(
            await outcome(files: [file]) == """
                page.md:123456:27: error: `\(String(repeating: "x", count: 60))…` is no task database
                123456 | \(shown)
                       |                           ^\(String(repeating: "~", count: 39))
                       = note: the task databases are DictDB, NoDB, SQLiteDB and MongoDB
                """)
    }

    @Test("At most 100 errors are reported")
    func loop() async {
        let text = "for n in range(100000): c.DictDB.record_limit = -1"
        let lines = await outcome(file: text).split(separator: "\n")
        #expect(lines.count == 300)
    }

    @Test(
        "Endless values are errors within seconds",
        arguments: [
            "a = []\na.append(a)\nc.MongoDB.connection_args = a",
            "a = []\nfor n in range(60):\n    a = [a, a]\nc.MongoDB.connection_args = a",
            "for n in range(10 ** 9):\n    c.MongoDB.connection_args.append(n)",
        ])
    func endless(statements: String) async {
        #expect(await outcome(file: preface + statements).contains(": error: "))
    }
}
