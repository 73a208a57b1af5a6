/// The settings of a task database.
package enum BackendSettings: Sendable {
    case dictDB(DictDBSettings)
    case noDB
    case sqliteDB(SQLiteDBSettings)
    case mongoDB(MongoDBSettings)

    /// The task database that the settings are for.
    package var kind: BackendKind {
        switch self {
        case .dictDB: .dictDB
        case .noDB: .noDB
        case .sqliteDB: .sqliteDB
        case .mongoDB: .mongoDB
        }
    }
}
