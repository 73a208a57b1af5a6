import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in storing lists, dicts and buffers.
    static let moreValues = [
        storing("list-empty-becomes-none", "an empty list becomes None") { $0 == [] ? .null : $0 },
        storing("dict-empty-becomes-none", "an empty dict becomes None") { $0 == [:] ? .null : $0 },
        storing("dict-empty-becomes-list", "an empty dict becomes an empty list") { $0 == [:] ? [] : $0 },
        storing("list-sorted", "lists come back sorted") { value in
            guard let list = value.list else { return value }
            return .list(list.sorted { $0.sortingText < $1.sortingText })
        },
        storing("list-without-repetition", "repeated items of a list are removed") { value in
            guard let list = value.list else { return value }
            return .list(list.withoutRepetition)
        },
        storing("list-of-one-unwrapped", "a list with one item becomes the item") { value in
            guard let list = value.list, list.count == 1 else { return value }
            return list[0]
        },
        storing("list-flattened", "lists in lists are flattened") { value in
            guard let list = value.list else { return value }
            return .list(list.flatMap { $0.list ?? [$0] })
        },
        storing("list-without-none", "None is left out of lists") { value in
            guard let list = value.list else { return value }
            return .list(list.filter { $0 != .null })
        },
        storing("dict-without-none", "keys with None are left out of dicts") { value in
            guard let document = value.document else { return value }
            return .document(Document(document.filter { $0.value != .null }.map { ($0.name, $0.value) }))
        },
        storing("dict-keys-lower-case", "the keys of dicts become lower case") { value in
            value.renamingKeys { $0.lowercased() }
        },
        storing("dict-keys-normalised", "the keys of dicts are normalised") { value in
            value.renamingKeys { $0.replacing("e\u{301}", with: "\u{e9}") }
        },
        storing("dict-keys-underscored", "spaces in the keys of dicts become underscores") { value in
            value.renamingKeys { $0.replacing(" ", with: "_") }
        },
        storing("dict-flattened", "a dict in a dict becomes keys with dots") { value in
            guard let document = value.document else { return value }
            return .document(
                Document(
                    document.flatMap { name, value -> [(String, Value)] in
                        guard let inner = value.document, !inner.isEmpty else { return [(name, value)] }
                        return inner.map { (name + "." + $0.name, $0.value) }
                    }))
        },
        only("error-as-text", "`error` is returned as JSON text", "error") { value in
            value.document == nil ? value : "{}"
        },
        only("execute-result-lost", "`execute_result` is not stored", "execute_result") { _ in .null },
        only("metadata-empty-becomes-none", "an empty `header` becomes None", "header") { $0 == [:] ? .null : $0 },
        only("buffers-empty-become-none", "an empty list of buffers becomes None", "buffers") { $0 == [] ? .null : $0 },
        only("buffers-none-become-empty", "`result_buffers` None becomes an empty list", "result_buffers") {
            $0 == .null ? [] : $0
        },
        only("buffers-joined", "buffers are joined into one", "buffers") { value in
            guard let list = value.list, list.count > 1 else { return value }
            return .list([.bytes(list.flatMap(\.bytes))])
        },
        only("buffers-reversed", "buffers are returned in reverse", "buffers") {
            .list(Array(($0.list ?? []).reversed()), orElse: $0)
        },
        only("result-buffers-sorted", "result buffers come back sorted", "result_buffers") { value in
            .list((value.list ?? []).sorted { $0.sortingText < $1.sortingText }, orElse: value)
        },
        only("buffers-without-empty", "empty buffers are lost", "buffers") { value in
            guard let list = value.list, !list.isEmpty else { return value }
            return .list(list.filter { !$0.isEmpty })
        },
        only("buffers-without-repetition", "equal buffers are merged", "buffers") { value in
            guard let list = value.list else { return value }
            return .list(list.withoutRepetition)
        },
        only("buffers-as-text", "buffers are returned as text", "buffers") { value in
            guard let list = value.list else { return value }
            return .list(
                list.map { item in
                    guard case .bytes(let bytes) = item else { return item }
                    return .text(String(decoding: bytes, as: UTF8.self))
                })
        },
        Mutant(
            "values-lost-in-update", .values, "an update turns bytes in dicts into text",
            .recordsIn([.update]) { record in
                record.mappedAtTop { _, value in
                    guard value.document != nil else { return value }
                    return value.mapped { item in
                        guard case .bytes(let bytes) = item else { return item }
                        return .text(String(decoding: bytes, as: UTF8.self))
                    }
                }
            }),
        Mutant(
            "values-lost-in-find", .values, "`find_records` returns whole floats as integers",
            .recordsOut([.find]) { record in
                record.mapped { value in
                    guard case .double(let double) = value, let whole = Int(exactly: double) else { return value }
                    return .integer(whole)
                }
            }),
    ]

    /// Creates a mutant that changes the value of one key before storing it.
    private static func only(
        _ name: String, _ summary: String, _ key: String, _ change: @escaping @Sendable (Value) -> Value
    ) -> Mutant {
        Mutant(
            name, .values, summary,
            .recordsIn { record in record.mappedAtTop { name, value in name == key ? change(value) : value } })
    }
}

extension [Value] {
    fileprivate var withoutRepetition: [Value] {
        reduce(into: [Value]()) { kept, item in
            if !kept.contains(item) { kept.append(item) }
        }
    }
}

extension Value {
    fileprivate static func list(_ list: [Value], orElse value: Value) -> Value {
        value.list == nil ? value : .list(list)
    }

    var bytes: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }

    /// Text to sort values of any type by.
    fileprivate var sortingText: String {
        switch self {
        case .integer(let integer): "\(integer)"
        case .text(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: typeName
        }
    }

    fileprivate func renamingKeys(_ rename: (String) -> String) -> Value {
        guard case .document(let document) = self else { return self }
        return .document(Document(document.map { (rename($0.name), $0.value) }))
    }
}
