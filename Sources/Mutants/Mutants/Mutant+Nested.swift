import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in values inside dicts, by every write or by an update alone.
    static let nested = keysInside + valuesInside

    private static let keysInside = [
        inside("nested-dollar-lost", "keys that begin with `$` are lost in nested dicts") {
            $0.keeping { !$0.hasPrefix("$") }
        },
        inside("nested-dots-lost", "keys with a dot are lost in nested dicts") { $0.keeping { !$0.contains(".") } },
        inside("nested-proto-lost", "the key `__proto__` is lost in nested dicts, as in JavaScript") {
            $0.keeping { $0 != "__proto__" }
        },
        inside("nested-keys-end-at-nul", "keys of nested dicts are cut at the first NUL") { value in
            guard let document = value.document else { return value }
            return .document(
                Document(
                    document.map {
                        (String(String.UnicodeScalarView($0.name.unicodeScalars.prefix { $0 != "\0" })), $0.value)
                    }))
        },
        inside("nested-empty-key-lost", "the empty key is lost in nested dicts") { $0.keeping { !$0.isEmpty } },
        inside("nested-id-lost", "the key `_id` is lost in nested dicts") { $0.keeping { $0 != "_id" } },
        inside("updated-dollar-lost", "an update loses keys that begin with `$` in nested dicts", [.update]) {
            $0.keeping { !$0.hasPrefix("$") }
        },
        inside("updated-dots-lost", "an update loses keys with a dot in nested dicts", [.update]) {
            $0.keeping { !$0.contains(".") }
        },
        inside("updated-empty-key-lost", "an update loses the empty key in nested dicts", [.update]) {
            $0.keeping { !$0.isEmpty }
        },
    ]

    private static let valuesInside = [
        inside("nested-none-removed", "None is removed from nested dicts") { $0.withoutNone },
        inside("updated-none-removed", "an update removes None from nested dicts", [.update]) { $0.withoutNone },
        inside("updated-true-becomes-one", "an update turns True in nested dicts into 1", [.update]) {
            $0 == true ? 1 : $0
        },
        inside("nan-becomes-none", "NaN becomes None, as in JSON") { value in
            if case .double(let double) = value, double.isNaN { .null } else { value }
        },
        inside("updated-infinity-becomes-none", "an update turns infinity into None", [.update]) { value in
            if case .double(let double) = value, double.isInfinite { .null } else { value }
        },
        inside("minus-zero-becomes-zero", "-0.0 becomes 0.0") { value in
            if case .double(let double) = value, double == 0 { .double(0) } else { value }
        },
    ]

    /// Creates a mutant that changes values inside lists and dicts before storing them.
    private static func inside(
        _ name: String, _ summary: String, _ methods: [Method] = [.add, .update],
        _ change: @escaping @Sendable (Value) -> Value
    ) -> Mutant {
        Mutant(
            name, .values, summary, isWithinFuzzing: false,
            .recordsIn(methods) { record in record.mappedAtTop { $1.mappedInside(change) } })
    }
}

extension Value {
    /// Returns this list or dict with every value in it replaced, but not itself.
    fileprivate func mappedInside(_ change: (Value) -> Value) -> Value {
        switch self {
        case .list(let items): .list(items.map { $0.mapped(change) })
        case .document(let document): .document(document.mapped(change))
        default: self
        }
    }

    /// Returns this dict with some keys; other values as they are.
    fileprivate func keeping(_ isKept: (String) -> Bool) -> Value {
        guard let document else { return self }
        return .document(Document(document.filter { isKept($0.name) }.map { ($0.name, $0.value) }))
    }

    fileprivate var withoutNone: Value {
        guard let document else { return self }
        return .document(Document(document.filter { $0.value != .null }.map { ($0.name, $0.value) }))
    }
}
