import BigInt
import Console
import Testing

/// Tests the objects and functions that a program provides to a session.
@Suite struct HostTests {
    final class Store: HostObject {
        let typeName = "Store"
        var records: [String: Object] = [:]
        var limit = Object.integer(5)

        func attribute(_ name: String) throws -> Object? { name == "limit" ? limit : nil }

        func setAttribute(_ name: String, to value: Object) throws { limit = value }

        func call(_ method: String, _ arguments: Arguments) async throws -> Object {
            await Task.yield()
            switch method {
            case "get", "__getitem__":
                let values = try arguments.bind(function: "get", ["key"])
                guard case .str(let key) = values[0], let value = records[key.string] else {
                    throw PythonException(
                        type: "store.Missing", message: values[0].repr, bases: ["KeyError", "LookupError", "Exception"])
                }
                return value
            case "put", "__setitem__":
                let values = try arguments.bind(function: "put", ["key", .init("value", default: Object.none)])
                if case .str(let key) = values[0] { records[key.string] = values[1] }
                return .none
            default:
                throw PythonException(type: "AttributeError", message: "'Store' object has no attribute '\(method)'")
            }
        }
    }

    @Test(arguments: [
        ("db.put('a', 1)\ndb.get('a')", "1"), ("db.put(key='a', value=[1])\ndb.get(key='a')", "[1]"),
        ("db['k'] = 5\ndb['k']", "5"), ("db.limit", "5"), ("db.limit = 'x'\ndb.limit", "'x'"),
        (
            "[db.put(k, v) for k, v in {'a': 1, 'b': 2}.items()]\nsorted(['b', 'a'], key=lambda k: db.get(k))",
            "[None, None]\n['a', 'b']"
        ),
        ("double(4)", "8"), ("list(map(double, [1, 2]))", "[2, 4]"),
        ("db == db, db is db, db in [db]", "(True, True, True)"),
        ("db.get()", "TypeError: get() missing 1 required positional argument: 'key'"),
        ("db.get(1, 2)", "TypeError: get() takes 1 positional argument but 2 were given"),
        ("db.get(nope=1)", "TypeError: get() got an unexpected keyword argument 'nope'"),
        ("db.get('a', key='b')", "TypeError: get() got multiple values for argument 'key'"),
        ("db.put()", "TypeError: put() missing 1 required positional argument: 'key'"),
        ("db.get('zz')", "store.Missing: 'zz'"), ("db.foo", "AttributeError: 'Store' object has no attribute 'foo'"),
        ("db.foo()", "AttributeError: 'Store' object has no attribute 'foo'"),
        ("db()", "TypeError: 'Store' object is not callable"),
        ("del db['a']", "TypeError: 'Store' object doesn't support item deletion"),
    ])
    func `a session calls host objects and functions`(_ source: String, _ last: String) async throws {
        let interpreter = Interpreter()
        interpreter.define("db", .host(Store()))
        interpreter.define(
            "double",
            .builtin(
                HostFunction("double") { arguments in
                    guard case .int(let value) = try arguments.bind(function: "double", ["x"])[0] else { return .none }
                    return .int(value * 2)
                }))
        let text = try await interpreter.run(source).text
        #expect(text.hasSuffix(last), "\(text)")
    }

    @Test func `an error of a host function that is not a Python exception ends the run`() async {
        struct Gone: Error {}
        let interpreter = Interpreter()
        interpreter.define("f", .builtin(HostFunction("f") { _ in throw Gone() }))
        do {
            let outcome = try await interpreter.run("[f() for x in [1]]")
            Issue.record("ran: \(outcome)")
        } catch {
            #expect(error is Gone)
        }
    }

    @Test func `an exception matches the names of its type and bases`() {
        let exception = PythonException(type: "KeyError", message: "'a'")
        #expect(exception.bases == ["LookupError", "Exception", "BaseException"])
        #expect(exception.lastLine == "KeyError: 'a'")
        #expect(["KeyError", "LookupError", "x.KeyError", "Exception"].allSatisfy(exception.matches))
        #expect(!exception.matches("ValueError"))
    }

    @Test func `names persist from run to run`() async throws {
        let interpreter = Interpreter()
        _ = try await interpreter.run("x = {'a': [1]}")
        _ = try await interpreter.run("x['a'].append(2)")
        #expect(interpreter["x"]?.repr == "{'a': [1, 2]}")
        let text = try await interpreter.run("x['a']; _").text
        #expect(text == "[1, 2]\n[1, 2]")
    }
}
