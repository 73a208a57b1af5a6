import Conformance
import TaskDatabases
import Wire

/// A database that the kit brings with it.
package enum BuiltInDatabase: String, Sendable, CaseIterable {
    case dictdb
    case nodb
    case sqlitedb
    #if MongoDB
        case mongodb
    #endif

    /// Those that need no server to be there.
    package static let selfContained: [BuiltInDatabase] = [.dictdb, .nodb, .sqlitedb]
    /// Those that are judged where nothing is asked for.
    package static let standard: [BuiltInDatabase] = [.dictdb, .nodb]

    /// What the database says of itself.
    package var info: BackendInfo {
        switch self {
        case .dictdb: .dictDB
        case .nodb: .noDB
        case .sqlitedb: Self.persistent("SQLiteDB")
        #if MongoDB
            case .mongodb: Self.persistent("MongoDB")
        #endif
        }
    }

    private static func persistent(_ name: String) -> BackendInfo {
        BackendInfo(
            name: name, version: Kit.version, profile: .recording,
            capabilities: ["persistence", "glob", "exists", "all", "mod", BackendInfo.offsets])
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
    package var options: [String]? {
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
    package func source(_ options: Document) -> any DatabaseSource {
        switch self {
        case .dictdb, .nodb:
            TransientSource { requested in
                var all = options
                all.merge(requested)
                try refuseUnknown(all)
                if self == .nodb { return NoDB() }
                return DictDB(limits: try DictDB.Limits(options: all))
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
            throw TaskDatabaseError(.invalidOption, "\(info.name) has no option \(unknown); it has \(known)")
        }
    }
}

extension DatabaseHost {
    /// A host of a built-in database.
    ///
    /// - Parameter options: apply to every database that is opened; a request's own options override them.
    package convenience init(_ database: BuiltInDatabase, options: Document = [:]) {
        self.init(database.info, source: database.source(options))
    }
}
