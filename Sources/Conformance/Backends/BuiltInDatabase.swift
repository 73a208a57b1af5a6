import TaskDatabase
import Wire

/// A database that the kit brings with it.
public enum BuiltInDatabase: String, Sendable, CaseIterable {
    case dictdb
    case nodb
    case sqlitedb

    /// Those that are judged where nothing is asked for.
    public static let standard: [BuiltInDatabase] = [.dictdb, .nodb]

    /// The name of the class, as IPython calls it.
    public var name: String {
        switch self {
        case .dictdb: "DictDB"
        case .nodb: "NoDB"
        case .sqlitedb: "SQLiteDB"
        }
    }

    public var profile: BackendInfo.Profile { self == .nodb ? .nonRecording : .recording }

    public var capabilities: [String] {
        switch self {
        case .dictdb: ["culling", "glob", "exists", "all", "mod", BackendInfo.offsets]
        case .nodb: []
        case .sqlitedb: ["persistence", "glob", "exists", "all", "mod", BackendInfo.offsets]
        }
    }

    /// The option that what follows the name and a colon goes to, as in `sqlitedb:PATH`; nil where nothing may follow.
    var placeOption: String? { self == .sqlitedb ? "path" : nil }

    /// The options that ``check(_:)`` takes.
    public var options: [String] {
        switch self {
        case .dictdb: ["record_limit", "size_limit", "cull_fraction"]
        case .nodb: []
        case .sqlitedb: SQLiteSource.options
        }
    }

    /// Opens databases with these options, over which those of a request go.
    public func source(_ options: Document) -> any DatabaseSource {
        switch self {
        case .dictdb, .nodb:
            TransientSource { requested in
                var all = options
                all.merge(requested)
                try check(all)
                return try self == .nodb ? NoDB() : DictDB(limits: DictDB.Limits(options: all))
            }
        case .sqlitedb: SQLiteSource(options).source
        }
    }

    /// - Throws: `TaskDatabaseError` of kind `invalidOption` for options that there are not or that make no sense.
    func check(_ options: Document) throws {
        if let unknown = options.names.first(where: { !self.options.contains($0) }) {
            let known = self.options.isEmpty ? "no options" : self.options.joined(separator: ", ")
            throw TaskDatabaseError(.invalidOption, "\(name) has no option \(unknown); it has \(known)")
        }
        switch self {
        case .dictdb: _ = try DictDB.Limits(options: options)
        case .nodb: break
        case .sqlitedb: _ = try SQLiteSource.options(options)
        }
    }
}
