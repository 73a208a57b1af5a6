import ControllerConfiguration
import Testing

@Suite("Examples on pages")
struct PageAnswerTests {
    static let sessions: [(session: String, name: String)] = [
        ("$ ipcontroller", "DictDB"),
        ("$ ipcontroller --nodb\n", "NoDB"),
        ("$ ipcontroller --nodb &\n", "NoDB"),
        ("$ ipcontroller --nodb > --dictdb", "NoDB"),
        ("$ ipcontroller --nodb # --dictdb", "NoDB"),
        ("$ ipcontroller --nodb\n[IPController] Hub using DB backend: NoDB\n$ ipcontroller --sqlitedb\n…", "SQLiteDB"),
        ("$ ls\n$ /usr/bin/ipcontroller --nodb\n$ ipcontrollers --dictdb", "NoDB"),
        ("$ ipcontroller \\\n      --mongodb \\\n> --MongoDB.database='a b'", "MongoDB"),
        (
            "$ ipcontroller --sqlitedb --SQLiteDB.filename=\"my \\\"file\\\".db\" --SQLiteDB.table=my\\ table",
            "SQLiteDB"
        ),
        ("$ ipcontroller --nobd", "error"),
        ("$ ipcontroller --nodb 'open", "error"),
        ("ipcontroller --nodb", "error"),
        ("", "error"),
        ("$ ls --nodb", "error"),
    ]

    @Test("A shell session's last controller", arguments: sessions)
    func session(session: String, name: String) async {
        #expect(await PageAnswer(session: session).name == name)
    }

    @Test("A configuration file is in force in a session")
    func configured() async {
        let files = [ConfigurationFile(path: "page.md", text: "c.IPController.db_class = 'NoDB'", firstLine: 9)]
        #expect(await PageAnswer(files: files).name == "NoDB")
        #expect(await PageAnswer(session: "$ ipcontroller", files: files).name == "NoDB")
        #expect(await PageAnswer(session: "$ ipcontroller --dictdb", files: files).name == "DictDB")
    }

    @Test("A refused example says why")
    func refused() async {
        let file = ConfigurationFile(path: "page.md", text: "c.IPController.db_class = 'NoBD'", firstLine: 9)
        guard case .refused(let text) = await PageAnswer(files: [file]) else {
            Issue.record("it is not refused")
            return
        }
        #expect(
            text == """
                page.md:9:27: error: `NoBD` is no task database; did you mean `NoDB`?
                    9 | c.IPController.db_class = 'NoBD'
                      |                           ^~~~~~
                """)
        guard case .refused(let quote) = await PageAnswer(session: "$ ipcontroller 'x") else {
            Issue.record("it is not refused")
            return
        }
        #expect(quote == "$ ipcontroller 'x: error: a quote is not closed")
    }
}
