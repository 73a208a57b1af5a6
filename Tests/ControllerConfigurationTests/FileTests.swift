import ControllerConfiguration
import Testing

@Suite("Configuration files")
struct FileTests {
    static let choices: [(text: String, choice: String)] = [
        ("", "DictDB (default)"),
        ("# nothing but a comment\n", "DictDB (default)"),
        ("# first\n\nc = get_config()  #noqa\n", "DictDB (default)"),
        (preface + "c.IPController.ip = '*'\nc.HubFactory.engine_ip = '10.0.0.1'\n", "DictDB (default)"),
        // `c` is defined without `get_config()`.
        ("c.IPController.db_class = 'NoDB'", "NoDB (ipcontroller_config.py:1)"),
        ("config = get_config()\r\nconfig.IPController.db_class = 'NoDB'\r\n", "NoDB (ipcontroller_config.py:2)"),
        // The last statement counts.
        (
            preface + "c.HubFactory.db_class = 'MongoDB'\nc.HubFactory.db_class = 'NoDB'",
            "NoDB (ipcontroller_config.py:3)"
        ),
        // The new name takes precedence over the old ones in any order.
        (
            preface + "c.IPController.db_class = 'NoDB'\nc.HubFactory.db_class = 'MongoDB'",
            "NoDB (ipcontroller_config.py:2)"
        ),
        (
            preface + "c.HubFactory.db_class = 'MongoDB'\nc.IPController.db_class = 'NoDB'",
            "NoDB (ipcontroller_config.py:3)"
        ),
        (
            preface + "c.HubFactory.db_class = 'NoDB'\nc.IPControllerApp.db_class = 'MongoDB'",
            "NoDB (ipcontroller_config.py:2)"
        ),
        // Python expressions and statements.
        (
            preface + "module = 'ipyparallel.controller.dictdb'\nc.IPController.db_class = module + '.NoDB'",
            "NoDB (ipcontroller_config.py:3)"
        ),
        (preface + "many = True\nif many:\n    c.IPController.db_class = 'NoDB'\n", "NoDB (ipcontroller_config.py:4)"),
        (preface + "c['IPController']['db_class'] = 'NoDB'", "NoDB (ipcontroller_config.py:2)"),
        (preface + "c.IPController.update({'db_class': 'NoDB', 'ip': '*'})", "NoDB (ipcontroller_config.py:2)"),
        (preface + "hub = c.IPController\nhub.db_class = 'NoDB'", "NoDB (ipcontroller_config.py:3)"),
        (
            preface + "c.IPController.db_class = 'NoDB'\nc.SQLiteDB.table = c.IPController.db_class",
            "NoDB (ipcontroller_config.py:2)"
        ),
    ]

    @Test("The statement with the highest precedence chooses the task database", arguments: choices)
    func chosen(text: String, expected: String) async {
        #expect(await choice(file: text) == expected)
    }

    /// Shortened from files of public repositories.
    static let realFiles: [(text: String, choice: String)] = [
        (
            """
            import os
            from netifaces import interfaces, ifaddresses, AF_INET

            c = get_config()

            def address(name):
                for interface in interfaces():
                    if interface == name:
                        return ifaddresses(interface)[AF_INET][0]['addr']

            c.IPControllerApp.location = address('ib0')
            c.HubFactory.ip = '*'
            c.HubFactory.db_class = "NoDB"
            """, "NoDB (ipcontroller_config.py:13)"
        ),
        (
            """
            c = get_config()
            try:
                import netifaces
                ip = netifaces.ifaddresses('eth0')[2][0]['addr']
            except ImportError:
                ip = '*'
            c.IPController.ip = ip
            c.IPController.engine_ip = ip
            if ip == '*':
                c.IPController.location = 'localhost'
            c.IPController.db_class = 'SQLiteDB'
            """, "SQLiteDB (ipcontroller_config.py:11)"
        ),
        (
            """
            import os, os.path as path, socket
            c = get_config()
            c.IPController.reuse_files = True
            c.SQLiteDB.location = path.join(os.environ['HOME'], 'tasks')
            with open('/etc/hosts') as hosts:
                names = [line.split()[1:] for line in hosts]
            class Settings:
                port = 1000
            c.IPController.ports = list(range(Settings.port, Settings.port + 20))
            """, "DictDB (default)"
        ),
        (
            """
            import os
            c = get_config()
            name = os.environ.get('DB', 'NoDB')
            c.IPController.db_class = name
            name = 'SQLiteDB'
            c.IPController.db_class = name
            """, "SQLiteDB (ipcontroller_config.py:6)"
        ),
        (
            "from os.path import *\nc.IPController.location = gethome()\nc.IPController.db_class = 'NoDB'",
            "NoDB (ipcontroller_config.py:3)"
        ),
    ]

    @Test("What does not bear on the choice is passed over", arguments: realFiles)
    func passedOver(text: String, expected: String) async {
        #expect(await choice(file: text) == expected)
    }

    @Test("A flag decides where the file's choice cannot be known")
    func decided() async {
        let file = "import os\nc.IPController.db_class = os.environ['DB']\nc.MongoDB.database = os.getlogin()"
        #expect(await choice(file: file, arguments: ["--nodb"]) == "NoDB (--nodb)")
        #expect(await outcome(file: file, arguments: ["--mongodb"]).contains("`database` cannot be known"))
    }

    static let settings: [(statements: String, dump: [String])] = [
        ("", ["record_limit = 1024", "size_limit = 1073741824", "cull_fraction = 0.1"]),
        ("c.DictDB.record_limit = 2048", ["record_limit = 2048", "size_limit = 1073741824", "cull_fraction = 0.1"]),
        (
            "c.DictDB.record_limit = 0\nc.DictDB.size_limit = 2 ** 20\nc.DictDB.cull_fraction = 1",
            ["record_limit = 0", "size_limit = 1048576", "cull_fraction = 1.0"]
        ),
        // A whole float, and an integer beyond 64 bits.
        (
            "c.DictDB.record_limit = 1e6\nc.DictDB.size_limit = 2 ** 70",
            ["record_limit = 1000000", "size_limit = 9223372036854775807", "cull_fraction = 0.1"]
        ),
        (
            "c.IPController.DictDB.record_limit = 7",
            ["record_limit = 7", "size_limit = 1073741824", "cull_fraction = 0.1"]
        ),
        // NoDB's limits and the settings of other programs have no effect on DictDB.
        (
            "c.NoDB.record_limit = 7\nc.Application.log_level = 10\nc.IPEngine.table = 3\nc.InteractiveShellApp.exec_lines.append('1')",
            ["record_limit = 1024", "size_limit = 1073741824", "cull_fraction = 0.1"]
        ),
        ("c.IPController.db_class = 'NoDB'", []),
        (
            "c.IPController.db_class = 'SQLiteDB'",
            ["filename = 'tasks.db'", "location = ''", "table = 'ipython-tasks'"]
        ),
        (
            "c.IPController.db_class = 'SQLiteDB'\nc.SQLiteDB.filename = 'a.db'\nc.SQLiteDB.location = '/data'\nc.SQLiteDB.table = ''",
            ["filename = 'a.db'", "location = '/data'", "table = ''"]
        ),
        (
            "c.IPController.db_class = 'MongoDB'",
            ["connection_args = []", "connection_kwargs = {}", "database = 'ipython-tasks'"]
        ),
        (
            """
            c.IPController.db_class = 'MongoDB'
            c.MongoDB.connection_args = ('db.example', 27017)
            c.MongoDB.connection_kwargs = {'tls': True, 'w': None, 'deep': {'a': [1.5, 'e\\u0301']}}
            c.MongoDB.database = 'mine'
            """,
            [
                "connection_args = ['db.example', 27017]",
                "connection_kwargs = {'tls': True, 'w': None, 'deep': {'a': [1.5, 'e\u{301}']}}", "database = 'mine'",
            ]
        ),
        // A trait that is not set can be extended; one that is set is an ordinary list or dict.
        (
            """
            c.IPController.db_class = 'MongoDB'
            c.MongoDB.connection_args.append('host')
            c.MongoDB.connection_args.extend([1, 2])
            c.MongoDB.connection_args.prepend(['zero'])
            c.MongoDB.connection_kwargs.update({'a': 1, 'b': 2})
            c.MongoDB.connection_kwargs.update({'a': 3})
            """,
            [
                "connection_args = ['zero', 'host', 1, 2]", "connection_kwargs = {'a': 3, 'b': 2}",
                "database = 'ipython-tasks'",
            ]
        ),
        (
            """
            c.IPController.db_class = 'MongoDB'
            c.MongoDB.connection_args = ['host']
            c.MongoDB.connection_args.append(27017)
            c.MongoDB.connection_kwargs = {}
            c.MongoDB.connection_kwargs['tls'] = False
            """,
            ["connection_args = ['host', 27017]", "connection_kwargs = {'tls': False}", "database = 'ipython-tasks'"]
        ),
    ]

    @Test("Settings reach the chosen task database", arguments: settings)
    func set(statements: String, dump: [String]) async {
        let lines = await outcome(file: preface + statements).split(separator: "\n").dropFirst().map(String.init)
        #expect(lines == dump.map { "  " + $0 })
    }

    @Test("A later file overrides an earlier one")
    func several() async {
        let files = [
            ConfigurationFile(path: "a.py", text: "c.IPController.db_class = 'NoDB'\nc.DictDB.record_limit = 1"),
            ConfigurationFile(path: "b.py", text: "\nc.IPController.db_class = 'DictDB'"),
        ]
        #expect(await outcome(files: files).hasPrefix("DictDB (b.py:2)\n  record_limit = 1\n"))
    }
}
