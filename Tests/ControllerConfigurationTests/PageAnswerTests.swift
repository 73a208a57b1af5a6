import ControllerConfiguration
import Testing

@Suite("Configuration examples on pages")
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
        ("$ VAR=x nohup ipcontroller --nodb > log.txt 2>&1 &", "NoDB"),
        ("$ srun -n 1 --exclusive ipcontroller --ip='*' --nodb &", "NoDB"),
        ("$ python -m ipyparallel.controller --nodb", "NoDB"),
        ("$ /opt/env/bin/python3.11 -W ignore -m ipyparallel.controller --sqlitedb", "SQLiteDB"),
        ("$ IPYTHONDIR=/tmp/x exec python3 -m IPython.parallel.apps.ipcontrollerapp --nodb", "NoDB"),
        ("$ cd /scratch && ipcontroller --nodb; sleep 10", "NoDB"),
        ("$ ssh -f head 'source env/bin/activate; ipcontroller --nodb'", "NoDB"),
        ("$ ipcontroller --nodb 2> errors --ip=x &> log", "NoDB"),
        ("$ ipcontroller --ip=$(hostname -I | awk '{print $1}') --nodb --profile=$PROFILE &", "NoDB"),
        ("$ ipcontroller --profile ${PROFILE} --location `hostname` --nodb", "NoDB"),
        ("$ ipcontroller --DictDB.record_limit=$N", "DictDB"),
        ("$ ipcontroller '--profile=$x' --nodb", "NoDB"),
        ("$ ipcontroller --nodb $OPTIONS", "error"),
        ("$ ipcontroller \"$@\"", "error"),
        ("$ ipcontroller --IPController.db_class=$DB", "error"),
        ("$ ipcontroller --IPController.db_class $DB", "error"),
        ("$ ipcontroller --$DB", "error"),
        ("$ pkill ipcontroller\n$ sudo pkill ipcontroller", "error"),
        ("$ python start.py ipcontroller --nodb", "error"),
        ("$ ipcontroller --nobd", "error"),
        ("$ ipcontroller --nodb 'open", "error"),
        ("ipcontroller --nodb", "error"),
        ("", "error"),
        ("$ ls --nodb", "error"),
    ]

    @Test("The last `ipcontroller` command of a session counts", arguments: sessions)
    func session(session: String, name: String) async {
        #expect(await PageAnswer(session: session).name == name)
    }

    @Test("Configuration files apply to a session")
    func configured() async {
        let files = [ConfigurationFile(path: "page.md", text: "c.IPController.db_class = 'NoDB'", firstLine: 9)]
        #expect(await PageAnswer(files: files).name == "NoDB")
        #expect(await PageAnswer(session: "$ ipcontroller", files: files).name == "NoDB")
        #expect(await PageAnswer(session: "$ ipcontroller --dictdb", files: files).name == "DictDB")
    }

    @Test("An example with errors has their diagnostics")
    func rejected() async {
        let file = ConfigurationFile(path: "page.md", text: "c.IPController.db_class = 'NoBD'", firstLine: 9)
        guard case .rejected(let text) = await PageAnswer(files: [file]) else {
            Issue.record("the example has no errors")
            return
        }
        #expect(
            text == """
                page.md:9:27: error: `NoBD` is no task database; did you mean `NoDB`?
                    9 | c.IPController.db_class = 'NoBD'
                      |                           ^~~~~~
                """)
        guard case .rejected(let quote) = await PageAnswer(session: "$ ipcontroller 'x") else {
            Issue.record("the example has no errors")
            return
        }
        guard case .rejected(let word) = await PageAnswer(session: "$ ipcontroller $OPTIONS") else {
            Issue.record("the example has no errors")
            return
        }
        #expect(
            word == """
                $OPTIONS: error: this may choose the task database, and only a shell could know what it stands for
                """)
        #expect(quote == "$ ipcontroller 'x: error: a quote is not closed")
    }
}
