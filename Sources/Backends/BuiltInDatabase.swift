import Conformance
import TaskDatabases
import Wire

/// A built-in database. This is the only list of them: options, help texts and messages follow from it.
package enum BuiltInDatabase: String, Sendable, CaseIterable {
    case dictdb
    case nodb
    case sqlitedb
    #if MongoDB
        case mongodb
    #endif

    /// The forms of their specs, for help texts and messages: `dictdb, nodb, sqlitedb[:PATH]`.
    package static let forms = allCases.map { database in
        database.rawValue + (database.placeOption.map { "[:\($0.uppercased())]" } ?? "")
    }.joined(separator: ", ")

    /// The databases that need no server.
    package static let selfContained: [BuiltInDatabase] = [.dictdb, .nodb, .sqlitedb]
    /// The databases that `taskdb test` judges by default.
    package static let standard: [BuiltInDatabase] = [.dictdb, .nodb]

    /// The database's answer to `initialize`.
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

    /// The option that is set by the text after the name and a colon, as in `sqlitedb:PATH`; nil if there is none.
    var placeOption: String? {
        switch self {
        case .dictdb, .nodb: nil
        case .sqlitedb: "path"
        #if MongoDB
            case .mongodb: "uri"
        #endif
        }
    }

    /// The options that ``check(_:)`` accepts; nil if a driver decides.
    package var options: [String]? {
        switch self {
        case .dictdb: DictDB.Limits.optionNames
        case .nodb: []
        case .sqlitedb: SQLiteSource.options
        #if MongoDB
            case .mongodb: nil
        #endif
        }
    }

    /// Returns a source of databases with some options; the options of a request override them.
    package func source(_ options: Document) -> any DatabaseSource {
        switch self {
        case .dictdb: TransientSource { DictDB(limits: try DictDB.Limits(options: options.merging($0))) }
        case .nodb:
            TransientSource { requested in
                try checkNames(options.merging(requested))
                return NoDB()
            }
        case .sqlitedb: SQLiteSource(options).source
        #if MongoDB
            case .mongodb: MongoSource(options)
        #endif
        }
    }

    /// - Throws: `TaskDatabaseError` of kind `invalidOption` for an unknown option or an invalid value.
    func check(_ given: Document) throws {
        try checkNames(given)
        switch self {
        case .dictdb: _ = try DictDB.Limits(options: given)
        case .nodb: break
        case .sqlitedb: _ = try SQLiteSource.options(given)
        #if MongoDB
            case .mongodb: try MongoSource.check(given)
        #endif
        }
    }

    private func checkNames(_ given: Document) throws {
        if let options { try given.checkNames(options, of: info.name) }
    }
}

extension DatabaseHost {
    /// A host of a built-in database.
    ///
    /// - Parameter options: the options of every database; the options of a request override them.
    package convenience init(_ database: BuiltInDatabase, options: Document = [:]) {
        self.init(database.info, source: database.source(options))
    }
}
