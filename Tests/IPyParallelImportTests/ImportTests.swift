import Foundation
import IPyParallelImport
import SQLiteTaskDatabase
import TaskDatabases
import TestSupport
import Testing

/// Tests the import of files that ipyparallel 9.2.0 wrote.
@Suite struct ImportTests {
    private let folder: TemporaryFolder
    private var source: String { folder.url.appending(path: "tasks.db").path }
    private var target: String { folder.url.appending(path: "history.db").path }

    init() throws { folder = try TemporaryFolder() }

    private func imported() async throws -> Program {
        try await Program.taskdb(["import", source, "sqlitedb:" + target], in: folder.url)
    }

    private func opened() throws -> SQLiteDB { try SQLiteDB(.init(path: target)) }

    /// The fixture was written by two controllers in turn, with two engines each; both were killed during a task.
    @Test func `the tasks of a real controller are imported, and only once`() async throws {
        let fixture = Program.project.appending(path: "Tests/IPyParallelImportTests/Fixtures/controller.db")
        let before = try Data(contentsOf: fixture)
        try before.write(to: URL(fileURLWithPath: source))
        let first = try await imported()
        #expect(first.status == 0, "\(first.error)")
        #expect(
            first.output == """
                ipython-tasks: 10 records
                ipython-tasks_1: 10 records
                20 imported into sqlitedb:\(target)

                """)
        let again = try await imported()
        #expect(again.status == 0)
        #expect(again.output.hasSuffix("0 imported into sqlitedb:\(target)\n20 there already\n"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: source)) == before)
        try await checkControllers(try opened())
    }

    private func checkControllers(_ database: SQLiteDB) async throws {
        #expect(try await database.getHistory().count == 20)
        #expect(try await database.findRecords(["completed": nil], keys: nil).count == 2)
        let records = try await database.findRecords([:], keys: nil)
        #expect(records.allSatisfy { $0.fields.count == 23 })
        #expect(records.filter { $0["stdout"] == "hello \u{1F40D}\n" }.count == 4)
        #expect(records.allSatisfy { if case .list = $0["buffers"] { true } else { false } })
        for record in records {
            guard case .document(let header) = record["header"] else { throw CocoaError(.formatting) }
            #expect(header["msg_id"] == record["msg_id"])
            #expect(header["date"].map { if case .instant = $0 { true } else { false } } == true)
        }
        let failed = records.compactMap { record -> Document? in
            if case .document(let content) = record["result_content"], content["status"] == "error" {
                content
            } else {
                nil
            }
        }
        #expect(failed.map { $0["ename"] } == ["ZeroDivisionError", "ZeroDivisionError"])
    }

    private static let script = """
        import datetime, json, sys
        from ipyparallel.controller.sqlitedb import SQLiteDB
        from ipyparallel.controller.hub import empty_record
        zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
        at = datetime.datetime(2012, 1, 18, 7, 57, 56, 123456, tzinfo=zone)
        def record(name, **fields):
            r = empty_record(); r.update(msg_id=name, buffers=[]); r.update(fields); return r
        for start in range(3):
            db = SQLiteDB(location='.')
            db.add_record('r%d' % start, record('r%d' % start, submitted=at, completed=at, result_buffers=[b'x', memoryview(b'\\x00')],
                header={'date': at, 'like': '2012-01-18T02:27:56Z', 'n': [1, 1.5, None, True]}, label='\\u00e9',
                execute_result={'data': {'text/plain': '2'}}, error={'ename': 'E'}, execute_input='1 + 1', stdout='a\\x00b'))
            db.add_record('same', record('same', label=str(start)))
            db.close()
        db = SQLiteDB(location='.', table='', session='b6f9-c9a2')
        db.add_record('own', record('own'))
        db.close()
        """

    private func write(_ more: String = "") async throws {
        let program = try await Program.run(
            [Program.peerPython, "-W", "ignore", "-c", Self.script + "\n" + more], in: folder.url)
        try #require(program.status == 0, "\(program.error)")
    }

    @Test func `every table is imported, with every value as the Hub had it`() async throws {
        try await write()
        let program = try await imported()
        #expect(program.status == 0, "\(program.error)")
        #expect(
            program.output == """
                ipython-tasks: 2 records
                ipython-tasks_1: 2 records
                ipython-tasks_2: 2 records
                _b6f9_c9a2: 1 record
                5 imported into sqlitedb:\(target)
                2 there already, but not as in the file; left as they are:
                  ipython-tasks_1, same
                  ipython-tasks_2, same

                """)
        let moment = Instant(microseconds: 1_326_853_676_123_456, offsetMinutes: 330)
        let record = try await opened().getRecord("r2")
        let expected = TaskRecord(
            msgID: "r2",
            [
                "submitted": .instant(moment), "completed": .instant(moment), "buffers": [],
                "result_buffers": [.bytes([0x78]), .bytes([0])],
                "header": [
                    "date": .instant(moment), "like": "2012-01-18T02:27:56Z", "n": [1, 1.5, nil, true],
                ],
                "label": "\u{e9}", "execute_result": ["data": ["text/plain": "2"]], "error": ["ename": "E"],
                "execute_input": "1 + 1", "stdout": "a\0b",
            ])
        #expect(record == expected)
        #expect(try await opened().getRecord("same")["label"] == "0")
    }

    @Test func `unreadable records are reported, and the others are imported`() async throws {
        try await write(
            """
            import sqlite3, pickle, os
            c = sqlite3.connect('tasks.db')
            t = '"ipython-tasks"'
            c.execute('update %s set buffers=? where msg_id=?' % t, (pickle.dumps([os.system], 2), 'r0'))
            t = '"ipython-tasks_1"'
            c.execute('update %s set submitted=? where msg_id=?' % t, ('yesterday', 'r1'))
            t = '"ipython-tasks_2"'
            c.execute('update %s set header=? where msg_id=?' % t, ('{"n": 1' + '0' * 30 + '}', 'r2'))
            c.execute('create table notes(text)')
            c.commit()
            """)
        let program = try await imported()
        #expect(program.status == 1)
        #expect(
            program.output.hasSuffix(
                """
                notes: no table of tasks, without msg_id, header, content, buffers, submitted, client_uuid, engine_uuid, \
                started, completed, resubmitted, result_header, result_content, result_buffers, queue, stdout, stderr
                2 imported into sqlitedb:\(target)
                2 there already, but not as in the file; left as they are:
                  ipython-tasks_1, same
                  ipython-tasks_2, same
                3 could not be read and left out:
                  ipython-tasks, r0: buffers: a pickle that does more than build a list of bytes: instruction GLOBAL at byte 5
                  ipython-tasks_1, r1: submitted: "yesterday", which is not a date
                  ipython-tasks_2, r2: header: the integer 1000000000000000000000000000000, which is beyond 64 bits

                """), "\(program.output)")
        #expect(
            try await Set(opened().findRecords([:], keys: ["label"]).map { $0["msg_id"] == "own" }) == [true, false])
    }

    @Test func `a file that a killed Hub left in the middle of a write is read and not changed`() async throws {
        try await write(
            """
            import os, sqlite3
            c = sqlite3.connect('tasks.db', isolation_level=None)
            c.execute('pragma cache_size=1'); c.execute('begin')
            c.execute('delete from "ipython-tasks"')
            for n in range(300): c.execute('insert into "ipython-tasks" (msg_id, stdout) values (?, ?)', (str(n), 'x' * 5000))
            os._exit(0)
            """)
        let files = [source, source + "-journal"]
        let before = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(before[1].count > 0)
        let program = try await imported()
        #expect(program.output.hasPrefix("ipython-tasks: 2 records\n"), "\(program.output) \(program.error)")
        #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == before)
    }

    /// The columns, the dates without an offset and the pickles are those of IPython 0.13, of 2012, in a folder of its own.
    private static let yesterday = """
        import sqlite3
        c = sqlite3.connect('tasks.db')
        columns = '''msg_id header content buffers submitted client_uuid engine_uuid started completed resubmitted
            result_header result_content result_buffers queue pyin pyout pyerr stdout stderr'''.split()
        c.execute('create table "ipython-tasks" (%s)' % ', '.join(columns))
        row = dict(msg_id='r1', header='{"date": "2012-01-18T02:27:56.123456", "n": [NaN, Infinity, -Infinity]}', content='{}',
            buffers=b'\\x80\\x02]q\\x00U\\x01xq\\x01a.', submitted='2012-07-18 02:27:56.123456', completed='2012-01-18 02:27:56',
            pyin='1 + 1', pyout='{"data": 2}', pyerr='{"ename": "E"}', stdout='out')
        c.execute('insert into "ipython-tasks" (%s) values (%s)' % (', '.join(row), ', '.join('?' * len(row))), list(row.values()))
        c.commit()
        """

    @Test func `a file of 2012 gives records of today`() async throws {
        let written = try await Program.run(["python3", "-c", Self.yesterday], in: folder.url)
        try #require(written.status == 0, "\(written.error)")
        let program = try await Program.taskdb(
            ["import", source, "sqlitedb:" + target], in: folder.url, environment: ["TZ": "Europe/Berlin"])
        #expect(program.status == 0, "\(program.output)\(program.error)")
        let record = try await opened().getRecord("r1")
        #expect(Set(record.fields.map(\.name)) == Set(TaskRecord.keys))
        // Two hours from UTC in summer, one in winter.
        #expect(record["submitted"] == .instant(try #require(Instant("2012-07-18T00:27:56.123456Z"))))
        #expect(record["completed"] == .instant(try #require(Instant("2012-01-18T01:27:56Z"))))
        #expect(record["execute_input"] == "1 + 1")
        #expect(record["execute_result"] == ["data": 2])
        #expect(record["error"] == ["ename": "E"])
        #expect(record["label"] == .null)
        guard case .document(let header) = record["header"], case .list(let numbers) = header["n"] else {
            throw CocoaError(.formatting)
        }
        #expect(header["date"] == .instant(try #require(Instant("2012-01-18T01:27:56.123456Z"))))
        guard case .double(let first) = numbers.first else { throw CocoaError(.formatting) }
        #expect(first.isNaN)
        #expect(numbers.dropFirst() == [.double(.infinity), .double(-.infinity)])
    }

    @Test(arguments: ["c.close()", "os._exit(0)"])
    func `a file with a write-ahead log is read from a folder that nothing is written to`(end: String) async throws {
        try await write(
            """
            import os, sqlite3
            c = sqlite3.connect('tasks.db')
            c.execute('pragma journal_mode=wal')
            c.execute('delete from "ipython-tasks" where msg_id=?', ('same',))
            c.commit()
            \(end)
            """)
        let files = FileManager.default
        let before = try files.contentsOfDirectory(atPath: folder.url.path).sorted()
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
        defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path) }
        let elsewhere = try TemporaryFolder()
        let program = try await Program.taskdb(
            ["import", source, "sqlitedb:" + elsewhere.url.appending(path: "history.db").path])
        #expect(program.output.hasPrefix("ipython-tasks: 1 record\n"), "\(program.output) \(program.error)")
        #expect(try files.contentsOfDirectory(atPath: folder.url.path).sorted() == before)
    }

    @Test(arguments: [
        ("nothing", "does not exist"), ("pipe", "is not a file"), ("text", "file is not a database"),
        ("SQLite", "has no table of tasks that ipyparallel wrote"),
        ("ours", "has no table of tasks that ipyparallel wrote"),
    ])
    func `a file that is not a tasks db is an error and creates no target`(_ kind: String, message: String) async throws
    {
        switch kind {
        case "pipe": try #require(mkfifo(source, 0o600) == 0)
        case "text": try folder.write("tasks", to: "tasks.db")
        case "SQLite":
            _ = try await Program.run([
                "python3", "-c", "import sqlite3; sqlite3.connect('\(source)').execute('create table t(a)')",
            ])
        case "ours": try await SQLiteDB(.init(path: source)).close()
        default: break
        }
        let program = try await imported()
        #expect(program.status == 64)
        #expect(program.error.hasSuffix("\(message)\n"), "\(program.error)")
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test(arguments: ["dictdb", "sqlitedb", "python:m:C"])
    func `a target that does not persist is an error`(_ target: String) async throws {
        let program = try await Program.taskdb(["import", source, target])
        #expect(program.status == 64)
        #expect(program.error.contains("the target must be a database that persists, at a place: sqlitedb:PATH"))
    }
}
