import ControllerConfiguration
import Testing

@Suite("Names of task databases")
struct NamesTests {
    static let names: [(name: String, kind: BackendKind)] = [
        ("NoDB", .noDB), ("DictDB", .dictDB), ("SQLiteDB", .sqliteDB), ("MongoDB", .mongoDB),
        ("nodb", .noDB), ("NODB", .noDB), ("dictdb", .dictDB), ("sqlitedb", .sqliteDB), ("mongodb", .mongoDB),
        ("IPython.parallel.controller.dictdb.NoDB", .noDB), ("IPython.parallel.controller.dictdb.DictDB", .dictDB),
        ("IPython.parallel.controller.sqlitedb.SQLiteDB", .sqliteDB),
        ("IPython.parallel.controller.mongodb.MongoDB", .mongoDB),
        ("ipyparallel.controller.dictdb.NoDB", .noDB), ("ipyparallel.controller.dictdb.DictDB", .dictDB),
        ("ipyparallel.controller.sqlitedb.SQLiteDB", .sqliteDB), ("ipyparallel.controller.mongodb.MongoDB", .mongoDB),
    ]

    @Test("A name is valid in a file and on the command line, in old and new sections", arguments: names)
    func known(name: String, kind: BackendKind) async {
        #expect(BackendKind(name: name) == kind)
        for section in ["IPController", "HubFactory", "IPControllerApp"] {
            #expect(
                await choice(file: preface + "c.\(section).db_class = '\(name)'")
                    == "\(kind.rawValue) (ipcontroller_config.py:2)")
            let option = "--\(section).db_class=\(name)"
            #expect(await choice(arguments: [option]) == "\(kind.rawValue) (\(option))")
        }
    }

    @Test(
        "Other names are unknown",
        arguments: [
            "", " NoDB", "NoDB ", "No DB", "dictdb.NoDB", "IPython.parallel.controller.nodb.NoDB",
            "ipyparallel.controller.dictdb.nodb", "ipyparallel.controller.mongodb.NoDB",
            "IPyParallel.controller.dictdb.NoDB",
            "N\u{3BF}DB", "NoDB\u{301}",
        ])
    func unknown(name: String) {
        #expect(BackendKind(name: name) == nil)
    }

    static let suggestions: [(name: String, message: String)] = [
        ("NoBD", "did you mean `NoDB`?"), ("Nobd", "did you mean `NoDB`?"), ("DictBD", "did you mean `DictDB`?"),
        ("Dictdb1", "did you mean `DictDB`?"), ("SQLite", "did you mean `SQLiteDB`?"),
        ("Mongo", "the task databases are DictDB, NoDB, SQLiteDB and MongoDB"),
        (
            "mydatabase",
            "the task databases are DictDB, NoDB, SQLiteDB and MongoDB"
        ),
        (
            "", "the task databases are DictDB, NoDB, SQLiteDB and MongoDB"
        ),
        ("dictdb.NoDB", "did you mean `NoDB`?"),
        ("ipyparallel.controller.dictdb.NoBD", "did you mean `ipyparallel.controller.dictdb.NoDB`?"),
        (
            "IPython.parallel.controler.sqlitedb.SQLiteDB",
            "did you mean `IPython.parallel.controller.sqlitedb.SQLiteDB`?"
        ),
        ("IPython.parallel.controller.mongodb.mongodb", "did you mean `IPython.parallel.controller.mongodb.MongoDB`?"),
        ("somewhere.else.Thing", "the task databases are DictDB, NoDB, SQLiteDB and MongoDB"),
    ]

    @Test("The error for an unknown name suggests the nearest name or lists all", arguments: suggestions)
    func suggested(name: String, message: String) async {
        let text = await outcome(arguments: ["--IPController.db_class=\(name)"])
        #expect(text.hasPrefix("--IPController.db_class=\(name): error: `\(name)` is no task database"))
        #expect(text.hasSuffix(message))
    }
}
