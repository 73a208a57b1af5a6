import ControllerConfiguration
import Foundation
import TestSupport
import Testing

/// The precedence of settings is that of ipyparallel and traitlets, which the tests ask.
@Suite struct PrecedenceTests {
    struct Choice: Codable, CustomStringConvertible {
        let arguments: [String]
        let file: String
        let kind: String

        init(_ arguments: [String], _ file: String, _ kind: String) {
            (self.arguments, self.file, self.kind) = (arguments, file, kind)
        }

        var description: String { "\(arguments) \(file)" }
    }

    static let choices = [
        Choice([], "", "DictDB"),
        Choice(["--nodb"], "", "NoDB"),
        // Flags are applied after options.
        Choice(["--nodb", "--IPController.db_class=SQLiteDB"], "", "NoDB"),
        Choice(["--IPController.db_class=SQLiteDB", "--nodb"], "", "NoDB"),
        Choice(["--nodb", "--HubFactory.db_class=SQLiteDB"], "", "NoDB"),
        Choice(["--nodb", "--dictdb"], "", "DictDB"),
        Choice(["--dictdb", "--nodb"], "", "NoDB"),
        Choice(["--", "--nodb"], "", "DictDB"),
        // The command line overrides the file, section by section.
        Choice(["--nodb"], "c.IPController.db_class = 'SQLiteDB'", "NoDB"),
        Choice(["--IPController.db_class", "NoDB"], "c.IPController.db_class = 'SQLiteDB'", "NoDB"),
        Choice(["--HubFactory.db_class=NoDB"], "c.HubFactory.db_class = 'SQLiteDB'", "NoDB"),
        // An old section never overrides a newer one.
        Choice(["--HubFactory.db_class=NoDB"], "c.IPController.db_class = 'SQLiteDB'", "SQLiteDB"),
        Choice(["--IPController.db_class=NoDB"], "c.HubFactory.db_class = 'SQLiteDB'", "NoDB"),
        Choice(["--IPControllerApp.db_class=SQLiteDB"], "c.HubFactory.db_class = 'NoDB'", "NoDB"),
        Choice(["--IPControllerApp.db_class=SQLiteDB"], "c.IPController.db_class = 'NoDB'", "NoDB"),
        Choice(["--IPController.db_class=NoDB", "--HubFactory.db_class=SQLiteDB"], "", "NoDB"),
        Choice(["--HubFactory.db_class=SQLiteDB", "--IPController.db_class=NoDB"], "", "NoDB"),
        Choice(["--IPControllerApp.db_class=SQLiteDB", "--HubFactory.db_class=NoDB"], "", "NoDB"),
        Choice([], "c.IPControllerApp.db_class = 'SQLiteDB'", "SQLiteDB"),
        Choice([], "c.IPControllerApp.db_class = 'SQLiteDB'\nc.HubFactory.db_class = 'NoDB'", "NoDB"),
        Choice([], "c.HubFactory.db_class = 'NoDB'\nc.IPControllerApp.db_class = 'SQLiteDB'", "NoDB"),
        Choice([], "c.IPController.db_class = 'NoDB'\nc.HubFactory.db_class = 'SQLiteDB'", "NoDB"),
        // A trait that holds one value is given once.
        Choice(["--IPController.db_class=SQLiteDB", "--IPController.db_class=NoDB"], "", "error"),
        Choice(["--HubFactory.db_class=SQLiteDB", "--HubFactory.db_class=NoDB"], "", "error"),
        Choice(["--DictDB.record_limit=5", "--DictDB.record_limit=6"], "", "error"),
        Choice(["--nodb=1"], "", "error"),
        Choice(["--NoDB"], "", "error"),
        Choice([], "c.IPController.db_class = 'NoBD'", "error"),
        // Imports and helpers do not bear on the choice; a class chooses as its name does.
        Choice(
            [], "import os, socket\nc.IPController.ip = os.environ.get('X', '*')\nc.HubFactory.db_class = 'NoDB'",
            "NoDB"),
        Choice([], "from ipyparallel.controller.dictdb import NoDB\nc.IPController.db_class = NoDB", "NoDB"),
        Choice([], "from ipyparallel.controller.dictdb import NoDB as none\nc.IPController.db_class = none", "NoDB"),
    ]

    @Test(arguments: choices) func `the reader chooses as stated`(_ choice: Choice) async {
        let selection = try? await BackendSelection(
            files: [ConfigurationFile(path: "ipcontroller_config.py", text: choice.file)], arguments: choice.arguments)
        #expect((selection?.kind.rawValue ?? "error") == choice.kind)
    }

    @Test func `ipyparallel chooses as stated`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.script, to: "choose.py")
        let input = String(decoding: try JSONEncoder().encode(Self.choices), as: UTF8.self)
        let program = try await Program.run(
            [Program.peerPython, "-W", "ignore", "choose.py"], in: folder.url, input: input)
        let kinds = program.output.split(separator: "\n").map(String.init)
        try #require(kinds.count == Self.choices.count, "\(program.error)")
        for (choice, kind) in zip(Self.choices, kinds) { #expect(kind == choice.kind, "\(choice)") }
    }

    /// Reads the configuration as `ipcontroller` does, and starts nothing.
    private static let script = """
        import json, os, sys, tempfile
        from ipyparallel.apps.baseapp import BaseParallelApplication
        from ipyparallel.controller.app import IPController

        class Reader(IPController):
            name = 'ipcontroller'

            def initialize(self, argv=None):
                BaseParallelApplication.initialize(self, argv)

        Reader.__name__ = 'IPController'
        for choice in json.load(sys.stdin):
            IPController.clear_instance()
            with tempfile.TemporaryDirectory() as folder:
                with open(os.path.join(folder, 'ipcontroller_config.py'), 'w') as file:
                    file.write(choice['file'])
                try:
                    reader = Reader()
                    reader.initialize(['--profile-dir=' + folder] + choice['arguments'])
                    print(reader.db_class.__name__)
                except (Exception, SystemExit):
                    print('error')
        """
}
