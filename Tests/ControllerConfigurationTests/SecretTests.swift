import Testing

@testable import ControllerConfiguration

/// Diagnostics are kept in logs. None shows a key, a password, or a line that may hold one.
@Suite struct SecretTests {
    private func errors(_ arguments: String..., file: String? = nil) async -> String {
        let files = file.map { [ConfigurationFile(path: "ipcontroller_config.py", text: "c = get_config()\n" + $0)] }
        do {
            _ = try await ControllerConfigurationReader(files: files ?? [], arguments: arguments)
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        "c.Session.key = b'hunter2' + 1",
        "c.Session.key = hunter2",
        "c.Session.key = 'hunter2",
        "c.Session.key = ['hunter2']",
        "c.Session.kye = b'hunter2' + 1",
        "c.Session.key = b'hunter2'; c.HeartMonitor.period = 'abc'",
        "c.Session.key = (\n    b'hunter2'\n    + 1)",
        "c['Session']['key'] = b'hunter2' + 1",
        "k = b'hunter2' + 1\nc.Session.key = k",
        "first = 'hunter2' * 'x'\nsecond = first\nc.Session.key = second",
        "c.IPController.curve_secretkey = 5 + 'hunter2'",
        "c.MongoDB.connection_args = 'mongodb://me:hunter2@host'",
        "c.MongoDB.conection_args = ['mongodb://me:hunter2@host']",
        "c.MongoDB.connection_kwargs = [{'password': 'hunter2'}]",
    ])
    func `the line of a secret is not shown`(statements: String) async {
        let found = await errors(file: statements)
        #expect(found.hasPrefix("ipcontroller_config.py:") && found.contains(": error: "), "\(found)")
        #expect(found.contains("= note: the line is not shown") && !found.contains("hunter2"), "\(found)")
    }

    @Test func `other lines of the same file are shown`() async {
        let found = await errors(file: "c.Session.key = b'hunter2'\nc.HeartMonitor.period = 'abc'")
        #expect(
            found == """
                ipcontroller_config.py:3:25: error: `period` must be a whole number, 1 to 2147483647
                    3 | c.HeartMonitor.period = 'abc'
                      |                         ^~~~~
                """)
    }

    @Test(arguments: [
        ["--Session.kye=hunter2"], ["--Sesion.kye=hunter2"], ["--Sesion.kye", "hunter2"], ["-Session.key=hunter2"],
        ["--Session.key=x", "--IPController.db_class=mongodb://me:hunter2@host"], ["--kefyile=hunter2"],
        ["--MongoDB.conection_args=mongodb://me:hunter2@host"],
        ["--MongoDB.connection_kwargs=mongodb://me:hunter2@host"],
    ])
    func `the value of an option is not shown`(arguments: [String]) async {
        do {
            _ = try await ControllerConfigurationReader(arguments: arguments)
            Issue.record("no error")
        } catch {
            #expect(!error.description.contains("hunter2"), "\(error)")
            #expect(error.diagnostics.count == 1)
        }
    }
}
