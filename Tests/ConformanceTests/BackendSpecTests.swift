import Conformance
import Testing

@Suite struct BackendSpecTests {
    @Test(arguments: ["dictdb?record_limit=4", "nodb", "sqlitedb:/tmp/a:b@c", "python:mydb:MyDB?x=1&y=2"])
    func `a spec is told as it was typed`(_ text: String) throws {
        #expect(try BackendSpec(text).text == text)
    }

    #if MongoDB
        @Test(arguments: [
            ("mongodb://ada:secret@host/db", "mongodb://ada:***@host/db"), ("mongodb://ada@host", "mongodb://ada@host"),
            ("mongodb://host:27017", "mongodb://host:27017"),
        ])
        func `a report does not tell a password`(_ text: String, _ told: String) throws {
            #expect(try BackendSpec(text).text == told)
        }
    #endif
}
