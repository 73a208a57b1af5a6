import Console
import TaskDatabases

/// The names a session begins with.
package enum Namespace {
    /// When the clock of every session stands: 2012-01-18T02:27:56Z.
    package static let clock = Instant(microseconds: 1_326_853_676_000_000)

    /// An interpreter with `db`, `new_record` and the clock.
    static func interpreter(_ database: any HostObject) -> Interpreter {
        let interpreter = Interpreter(clock: Int64(clock.microseconds))
        interpreter.define("db", .host(database))
        interpreter.define("new_record", .builtin(newRecord))
        return interpreter
    }

    /// `new_record(msg_id, **fields)`: a full record, as the Hub makes one.
    private static var newRecord: HostFunction {
        let empty = DictObject(TaskRecord(msgID: "").fields)
        return HostFunction("new_record") { arguments in
            let fields = Arguments(
                positional: arguments.positional, keywords: arguments.keywords.filter { $0.name == "msg_id" })
            let msgID = try fields.bind(function: "new_record", ["msg_id"])[0]
            guard case .str = msgID else {
                throw PythonException(type: "TypeError", message: "msg_id must be a str")
            }
            let record = empty.copy()
            record["msg_id"] = msgID
            for (name, value) in arguments.keywords where name != "msg_id" {
                guard record[name] != nil else {
                    throw PythonException(type: "TypeError", message: "a record has no key '\(name)'")
                }
                record[name] = value
            }
            return .dict(record)
        }
    }
}
