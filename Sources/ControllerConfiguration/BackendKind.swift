import Diagnostics

/// A task database a controller can be told to use.
///
/// The raw value is the name of its class, which is also its short name in a configuration.
package enum BackendKind: String, Sendable, CaseIterable {
    case dictDB = "DictDB"
    case noDB = "NoDB"
    case sqliteDB = "SQLiteDB"
    case mongoDB = "MongoDB"

    /// What a controller uses that is told nothing.
    package static let standard = BackendKind.dictDB

    /// The kind a name stands for, be it short, in any letter case (`NoDB`, `nodb`), or the class's full name, old
    /// (`IPython.parallel.controller.dictdb.NoDB`) or new (`ipyparallel.controller.dictdb.NoDB`); nil for other names.
    package init?(name: String) {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let short = name.lowercased()
        guard let kind = Self.allCases.first(where: { $0.option == short || $0.fullNames.contains(name) }) else {
            return nil
        }
        self = kind
    }

    /// The option of the command line that chooses it, without its dashes.
    var option: String { rawValue.lowercased() }

    /// The names with a module, new and old.
    var fullNames: [String] {
        ["ipyparallel", "IPython.parallel"].map { "\($0).controller.\(module).\(rawValue)" }
    }

    private var module: String {
        switch self {
        case .dictDB, .noDB: "dictdb"
        case .sqliteDB: "sqlitedb"
        case .mongoDB: "mongodb"
        }
    }
}

extension BackendKind {
    /// What to say of a name that stands for none.
    static func refusal(of name: String) -> Refusal {
        let message = "\(quoted(name)) is no task database"
        if let near = nearest(to: name) { return Refusal("\(message); did you mean `\(near)`?") }
        return Refusal(message, note: "there are DictDB, NoDB, SQLiteDB and MongoDB")
    }

    private static func nearest(to name: String) -> String? {
        guard let last = name.split(separator: ".").last, name.contains(".") else {
            return nearestName(to: name, among: allCases.map(\.rawValue))
        }
        // A short name is near many full names: only a slip within one of them counts.
        let sameClass = allCases.flatMap(\.fullNames).filter { $0.hasSuffix(".\(last)") }
        return nearestName(to: name, among: sameClass)
            ?? nearestName(to: name, among: allCases.flatMap(\.fullNames))
            ?? allCases.map(\.rawValue).first { $0.lowercased() == last.lowercased() }
    }
}
