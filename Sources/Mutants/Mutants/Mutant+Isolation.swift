import Console
import TaskDatabases
import Wire

extension Mutant {
    /// What belongs to the database and what to its caller.
    static let isolation = sharing + spoiling

    private static let sharing = [
        Mutant(
            "add-keeps-record", .isolation, "`add_record` keeps the very record",
            aliasing: Aliasing(keeps: ["add_record": .whole])),
        Mutant(
            "add-copies-shallow", .isolation, "`add_record` keeps the dicts and lists in a record",
            aliasing: Aliasing(keeps: ["add_record": .nested])),
        Mutant(
            "update-keeps-values", .isolation, "`update_record` keeps the very update",
            aliasing: Aliasing(keeps: ["update_record": .whole])),
        Mutant(
            "update-copies-shallow", .isolation, "`update_record` keeps the dicts and lists in an update",
            aliasing: Aliasing(keeps: ["update_record": .nested])),
        Mutant(
            "get-gives-record", .isolation, "`get_record` hands out the very record",
            aliasing: Aliasing(gives: ["get_record": .whole])),
        Mutant(
            "get-copies-shallow", .isolation, "`get_record` hands out the dicts and lists in a record",
            aliasing: Aliasing(gives: ["get_record": .nested])),
        Mutant(
            "find-gives-records", .isolation, "`find_records` hands out the very records",
            aliasing: Aliasing(gives: ["find_records": .whole])),
        Mutant(
            "find-copies-shallow", .isolation, "`find_records` hands out the dicts and lists in records",
            aliasing: Aliasing(gives: ["find_records": .nested])),
        Mutant(
            "handed-out-follows", .isolation, "records that were handed out follow updates",
            aliasing: Aliasing(followsUpdates: true)),
        Mutant(
            "history-list-shared", .isolation, "`get_history` hands out one list again and again",
            aliasing: Aliasing(repeatsList: ["get_history"])),
        Mutant(
            "find-list-shared", .isolation, "`find_records` hands out one list again and again",
            aliasing: Aliasing(repeatsList: ["find_records"])),
    ]

    private static let spoiling = [
        spoiled("add-names-record", "`add_record` writes the msg_id into the record it was given") {
            method, arguments in
            guard method == "add_record", let msgID = arguments.argument(0, "msg_id") else { return }
            arguments.dict(1, "record")?["msg_id"] = msgID
        },
        spoiled("add-marks-record", "`add_record` adds an `_id` to the record it was given") { method, arguments in
            guard method == "add_record", let msgID = arguments.argument(0, "msg_id") else { return }
            arguments.dict(1, "record")?["_id"] = msgID
        },
        spoiled("add-empties-buffers", "`add_record` empties the list of buffers it was given") { method, arguments in
            guard method == "add_record", case .list(let buffers)? = arguments.dict(1, "record")?["buffers"] else {
                return
            }
            buffers.items = []
        },
        spoiled("update-empties-argument", "`update_record` takes the buffers out of the update it was given") {
            guard $0 == "update_record" else { return }
            $1.dict(1, "record")?["result_buffers"] = nil
        },
        spoiled("update-rebinds-buffers", "`update_record` turns the buffers it was given to text") {
            method, arguments in
            guard method == "update_record", let record = arguments.dict(1, "record"), record["result_buffers"] != nil
            else { return }
            record["result_buffers"] = .string("…")
        },
        spoiled("find-empties-check", "`find_records` takes keys out of the check it was given") { method, arguments in
            guard method == "find_records" else { return }
            arguments.dict(0, "check")?["completed"] = nil
        },
        spoiled("find-changes-list", "`find_records` sorts the list it was given with `$in`") { method, arguments in
            guard method == "find_records", case .dict(let label)? = arguments.dict(0, "check")?["label"],
                case .list(let items)? = label["$in"]
            else { return }
            items.items.reverse()
        },
        spoiled("drop-matching-empties-check", "`drop_matching_records` empties the check it was given") {
            guard $0 == "drop_matching_records" else { return }
            $1.dict(0, "check")?["label"] = nil
        },
        spoiled("keys-get-msg-id", "`find_records` adds `msg_id` to the keys it was given") { method, arguments in
            guard method == "find_records", let keys = arguments.list(1, "keys") else { return }
            keys.items.append(.string("msg_id"))
        },
        spoiled("keys-msg-id-to-front", "`find_records` moves `msg_id` to the front of the keys it was given") {
            method, arguments in
            guard method == "find_records", let keys = arguments.list(1, "keys"),
                let place = keys.items.firstIndex(where: { $0.repr == "'msg_id'" })
            else { return }
            keys.items.insert(keys.items.remove(at: place), at: 0)
        },
        spoiled("keys-filled-in", "`find_records` fills the empty keys it was given") { method, arguments in
            guard method == "find_records", let keys = arguments.list(1, "keys"), keys.items.isEmpty else { return }
            keys.items.append(.string("msg_id"))
        },
    ]

    private static func spoiled(
        _ name: String, _ summary: String, _ spoil: @escaping @Sendable (String, Arguments) -> Void
    ) -> Mutant {
        Mutant(name, .isolation, summary, aliasing: Aliasing(spoils: spoil))
    }
}
