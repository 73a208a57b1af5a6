import Backends
import Conformance
import Testing

@Suite struct BackendSpecTests {
    @Test(arguments: ["dictdb?record_limit=4", "nodb", "sqlitedb:/tmp/a:b@c", "python:mydb:MyDB?x=1&y=2"])
    func `the text of a spec is what was typed`(_ text: String) throws {
        #expect(try BackendSpec(text).text == text)
    }

    #if MongoDB
        @Test(arguments: [
            ("mongodb://ada:secret@host/db", "mongodb://ada:***@host/db"), ("mongodb://ada@host", "mongodb://ada@host"),
            ("mongodb://host:27017", "mongodb://host:27017"),
        ])
        func `a report has no password`(_ text: String, _ expected: String) throws {
            #expect(try BackendSpec(text).text == expected)
        }
    #endif

    @Test(arguments: [
        ("python:ipyparallel.controller.dictdb:DictDB", "ipyparallel"),
        ("python:./mydb.py:MyDB", nil),
        ("python:peers/mongodb.py:MongoDB?capabilities=+persistence&package=ipyparallel", "ipyparallel"),
        ("python:mydb:MyDB?package=theirs", "theirs"),
        ("dictdb", nil),
    ])
    func `a class is of the package of its module, or of the one that is said`(_ text: String, _ package: String?)
        throws
    {
        #expect(try BackendSpec(text).package == package)
    }
}
