import Console

/// A configuration section, or `c` itself. Sections and traits are created when they are first named.
final class Section: HostObject {
    let typeName = "Config"
    private let path: [String]
    private let journal: Journal
    private var members: [Str: Object] = [:]

    init(path: [String] = [], journal: Journal) {
        self.path = path
        self.journal = journal
    }

    func attribute(_ name: String) throws -> Object? {
        Self.isMethod(name) ? nil : member(name)
    }

    func setAttribute(_ name: String, to value: Object) throws {
        if case .host(let section as Section) = value, Self.isSection(name) {
            members[Str(name)] = .host(section)
            return
        }
        members[Str(name)] = value
        journal.record(path, name, .object(value))
    }

    func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        switch (method, arguments.positional.first) {
        case ("__getitem__", .str(let name)): return member(name.string)
        case ("__setitem__", .str(let name)):
            try setAttribute(name.string, to: arguments.positional.last ?? .none)
        case ("__contains__", .str(let name)): return .bool(members[name] != nil)
        case ("update", .dict(let dict)):
            for case (.str(let name), let value) in dict.pairs { try setAttribute(name.string, to: value) }
        default: throw PythonException(type: "AttributeError", message: "`\(method)` of a section is not supported")
        }
        return .none
    }
}

// MARK: - Members

extension Section {
    private func member(_ name: String) -> Object {
        if let member = members[Str(name)] { return member }
        let new: Object =
            Self.isSection(name)
            ? .host(Section(path: path + [name], journal: journal))
            : .host(UnsetTrait(name, of: path, journal: journal))
        members[Str(name)] = new
        return new
    }

    /// Whether a name is a section's: it begins with a capital.
    static func isSection(_ name: String) -> Bool {
        name.unicodeScalars.first?.properties.isUppercase ?? false
    }

    /// Whether a name is a method of a dict or a special name of Python.
    private static func isMethod(_ name: String) -> Bool {
        name.hasPrefix("__") || methods.contains(name)
    }

    private static let methods: Set<String> = [
        "clear", "collisions", "copy", "fromkeys", "get", "has_key", "items", "keys", "merge", "pop", "popitem",
        "setdefault", "update", "values",
    ]
}
