import Diagnostics

/// A task database that a controller can be configured to use: a class of ipyparallel. This is not the list of this
/// program's own databases, `BuiltInDatabase`: that one has MongoDB only where its driver is built in.
///
/// The raw value is the name of its class, which is also its short name in a configuration.
package enum BackendKind: String, Sendable, CaseIterable {
    case dictDB = "DictDB"
    case noDB = "NoDB"
    case sqliteDB = "SQLiteDB"
    case mongoDB = "MongoDB"

    /// The default of a controller.
    package static let standard = BackendKind.dictDB

    /// Finds the kind by the class's short name in any letter case (`NoDB`, `nodb`) or its full name, old
    /// (`IPython.parallel.controller.dictdb.NoDB`) or new (`ipyparallel.controller.dictdb.NoDB`); nil for other names.
    package init?(name: String) {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let short = name.lowercased()
        guard let kind = Self.allCases.first(where: { $0.option == short || $0.fullNames.contains(name) }) else {
            return nil
        }
        self = kind
    }

    /// The command line option that chooses this kind, without its dashes.
    var option: String { rawValue.lowercased() }

    /// The full names of the class, new and old.
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
    /// Makes the error for an unknown name.
    static func unknown(_ name: String) -> RejectedSetting {
        let message = "\(Secrets.mayBe(in: name) ? Secrets.value : quoted(name)) is no task database"
        if let near = nearest(to: name) { return RejectedSetting("\(message); did you mean `\(near)`?") }
        return RejectedSetting(message, note: "the task databases are DictDB, NoDB, SQLiteDB and MongoDB")
    }

    private static let names = allCases.map(\.rawValue).joined(separator: ", ")

    private static func nearest(to name: String) -> String? {
        guard let last = name.split(separator: ".").last, name.contains(".") else {
            return nearestName(to: name, among: allCases.map(\.rawValue))
        }
        // Short names are similar to many full names, so a full name is compared with those of its own class first.
        let sameClass = allCases.flatMap(\.fullNames).filter { $0.hasSuffix(".\(last)") }
        return nearestName(to: name, among: sameClass)
            ?? nearestName(to: name, among: allCases.flatMap(\.fullNames))
            ?? allCases.map(\.rawValue).first { $0.lowercased() == last.lowercased() }
    }
}
