import Console
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in copying objects between the database and its caller.
    static let isolation = sharing + spoiling

    private static let sharing = [
        Mutant(
            "add-keeps-record", .isolation, "`add_record` stores the caller's record without a copy", isTolerable: true,
            aliasing: Aliasing(keeps: ["add_record": .copied(levels: 0)])),
        Mutant(
            "add-copies-shallow", .isolation, "`add_record` stores a shallow copy of the record", isTolerable: true,
            aliasing: Aliasing(keeps: ["add_record": .copied(levels: 1)])),
        Mutant(
            "update-keeps-values", .isolation, "`update_record` stores the caller's values without a copy",
            isTolerable: true,
            aliasing: Aliasing(keeps: ["update_record": .copied(levels: 0)])),
        Mutant(
            "update-copies-shallow", .isolation, "`update_record` stores a shallow copy of the update",
            isTolerable: true,
            aliasing: Aliasing(keeps: ["update_record": .copied(levels: 1)])),
        Mutant(
            "get-gives-record", .isolation, "`get_record` returns the stored record without a copy",
            aliasing: Aliasing(gives: ["get_record": .copied(levels: 0)])),
        Mutant(
            "get-copies-shallow", .isolation, "`get_record` returns a shallow copy of the record",
            aliasing: Aliasing(gives: ["get_record": .copied(levels: 1)])),
        Mutant(
            "find-gives-records", .isolation, "`find_records` returns the stored records without a copy",
            aliasing: Aliasing(gives: ["find_records": .copied(levels: 0)])),
        Mutant(
            "find-copies-shallow", .isolation, "`find_records` returns shallow copies of records",
            aliasing: Aliasing(gives: ["find_records": .copied(levels: 1)])),
        Mutant(
            "get-copies-two-levels", .isolation,
            "`get_record` copies the record and its dicts, but nothing inside them",
            aliasing: Aliasing(gives: ["get_record": .copied(levels: 2)])),
        Mutant(
            "find-copies-two-levels", .isolation,
            "`find_records` copies the records and their dicts, but nothing inside them",
            aliasing: Aliasing(gives: ["find_records": .copied(levels: 2)])),
        Mutant(
            "get-copies-no-lists", .isolation, "`get_record` copies dicts at any depth, but no lists",
            aliasing: Aliasing(gives: ["get_record": .withoutLists])),
        Mutant(
            "handed-out-follows", .isolation, "returned records change with later updates",
            aliasing: Aliasing(followsUpdates: true)),
        Mutant(
            "history-list-shared", .isolation, "`get_history` returns the same list object each time",
            aliasing: Aliasing(repeatsList: ["get_history"])),
        Mutant(
            "find-list-shared", .isolation, "`find_records` returns the same list object each time",
            aliasing: Aliasing(repeatsList: ["find_records"])),
    ]

    private static let spoiling = [
        spoiled("add-names-record", "`add_record` writes the msg_id into the caller's record") {
            method, arguments in
            guard method == "add_record", let msgID = arguments.argument(0, "msg_id") else { return }
            arguments.dict(1, "record")?["msg_id"] = msgID
        },
        spoiled("add-marks-record", "`add_record` adds an `_id` to the caller's record") { method, arguments in
            guard method == "add_record", let msgID = arguments.argument(0, "msg_id") else { return }
            arguments.dict(1, "record")?["_id"] = msgID
        },
        spoiled("add-empties-buffers", "`add_record` empties the caller's list of buffers") { method, arguments in
            guard method == "add_record", case .list(let buffers)? = arguments.dict(1, "record")?["buffers"] else {
                return
            }
            buffers.items = []
        },
        spoiled("update-empties-argument", "`update_record` removes the buffers from the caller's update") {
            guard $0 == "update_record" else { return }
            $1.dict(1, "record")?["result_buffers"] = nil
        },
        spoiled("update-rebinds-buffers", "`update_record` turns the caller's buffers into text") {
            method, arguments in
            guard method == "update_record", let record = arguments.dict(1, "record"), record["result_buffers"] != nil
            else { return }
            record["result_buffers"] = .string("…")
        },
        spoiled("update-takes-msg-id", "`update_record` removes the `msg_id` from the caller's update") {
            guard $0 == "update_record" else { return }
            $1.dict(1, "record")?["msg_id"] = nil
        },
        spoiled("update-removes-none-inside", "`update_record` removes None from the dicts of the caller's update") {
            method, arguments in
            guard method == "update_record", case .dict(let content)? = arguments.dict(1, "record")?["result_content"]
            else { return }
            for case (.str(let key), .none) in content.pairs { content[key.string] = nil }
        },
        spoiled("drop-matching-sorts-list", "`drop_matching_records` sorts the caller's list for `$in`") {
            method, arguments in
            guard method == "drop_matching_records",
                case .dict(let label)? = arguments.dict(0, "check")?["label"], case .list(let items)? = label["$in"]
            else { return }
            items.items.sort { $0.repr < $1.repr }
        },
        spoiled("find-empties-check", "`find_records` removes keys from the caller's check") { method, arguments in
            guard method == "find_records" else { return }
            arguments.dict(0, "check")?["completed"] = nil
        },
        spoiled("find-changes-list", "`find_records` sorts the caller's list for `$in`") { method, arguments in
            guard method == "find_records", case .dict(let label)? = arguments.dict(0, "check")?["label"],
                case .list(let items)? = label["$in"]
            else { return }
            items.items.reverse()
        },
        spoiled("drop-matching-empties-check", "`drop_matching_records` empties the caller's check") {
            guard $0 == "drop_matching_records" else { return }
            $1.dict(0, "check")?["label"] = nil
        },
        spoiled("keys-get-msg-id", "`find_records` adds `msg_id` to the caller's keys") { method, arguments in
            guard method == "find_records", let keys = arguments.list(1, "keys") else { return }
            keys.items.append(.string("msg_id"))
        },
        spoiled("keys-msg-id-to-front", "`find_records` moves `msg_id` to the front of the caller's keys") {
            method, arguments in
            guard method == "find_records", let keys = arguments.list(1, "keys"),
                let place = keys.items.firstIndex(where: { $0.repr == "'msg_id'" })
            else { return }
            keys.items.insert(keys.items.remove(at: place), at: 0)
        },
        spoiled("keys-filled-in", "`find_records` adds to the caller's empty list of keys") { method, arguments in
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
