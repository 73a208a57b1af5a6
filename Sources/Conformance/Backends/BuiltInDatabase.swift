import TaskDatabase
import Wire

/// A database that the kit brings with it.
public enum BuiltInDatabase: String, Sendable, CaseIterable {
    case dictdb
    case nodb
    case sqlitedb
    #if MongoDB
        case mongodb
    #endif

    /// Those that need no server to be there.
    public static let selfContained: [BuiltInDatabase] = [.dictdb, .nodb, .sqlitedb]
    /// Those that are judged where nothing is asked for.
    public static let standard: [BuiltInDatabase] = [.dictdb, .nodb]

    /// The name of the class, as IPython calls it.
    public var name: String {
        switch self {
        case .dictdb: "DictDB"
        case .nodb: "NoDB"
        case .sqlitedb: "SQLiteDB"
        #if MongoDB
            case .mongodb: "MongoDB"
        #endif
        }
    }

    public var profile: BackendInfo.Profile { self == .nodb ? .nonRecording : .recording }

    public var capabilities: [String] {
        switch self {
        case .dictdb: ["culling", "glob", "exists", "all", "mod", BackendInfo.offsets]
        case .nodb: []
        default: ["persistence", "glob", "exists", "all", "mod", BackendInfo.offsets]
        }
    }

    /// The option that what follows the name and a colon goes to, as in `sqlitedb:PATH`; nil where nothing may follow.
    var placeOption: String? {
        switch self {
        case .dictdb, .nodb: nil
        case .sqlitedb: "path"
        #if MongoDB
            case .mongodb: "uri"
        #endif
        }
    }

    /// The options that ``check(_:)`` takes; nil where a driver knows them.
    public var options: [String]? {
        switch self {
        case .dictdb: ["record_limit", "size_limit", "cull_fraction"]
        case .nodb: []
        case .sqlitedb: SQLiteSource.options
        #if MongoDB
            case .mongodb: nil
        #endif
        }
    }

    /// Opens databases with these options, over which those of a request go.
    public func source(_ options: Document) -> any DatabaseSource {
        switch self {
        case .dictdb, .nodb:
            TransientSource { requested in
                var all = options
                all.merge(requested)
                try refuseUnknown(all)
                return try self == .nodb ? NoDB() : DictDB(limits: DictDB.Limits(options: all))
            }
        case .sqlitedb: SQLiteSource(options).source
        #if MongoDB
            case .mongodb: MongoSource(options)
        #endif
        }
    }

    /// - Throws: `TaskDatabaseError` of kind `invalidOption` for options that there are not or that make no sense.
    func check(_ given: Document) throws {
        try refuseUnknown(given)
        switch self {
        case .dictdb: _ = try DictDB.Limits(options: given)
        case .nodb: break
        case .sqlitedb: _ = try SQLiteSource.options(given)
        #if MongoDB
            case .mongodb: try MongoSource.check(given)
        #endif
        }
    }

    private func refuseUnknown(_ given: Document) throws {
        if let options = self.options, let unknown = given.names.first(where: { !options.contains($0) }) {
            let known = options.isEmpty ? "no options" : options.joined(separator: ", ")
            throw TaskDatabaseError(.invalidOption, "\(name) has no option \(unknown); it has \(known)")
        }
    }
}
