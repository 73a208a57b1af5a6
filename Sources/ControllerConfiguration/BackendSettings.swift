/// A task database with the settings it is to be opened with.
package enum BackendSettings: Sendable {
    case dictDB(DictDBSettings)
    case noDB
    case sqliteDB(SQLiteDBSettings)
    case mongoDB(MongoDBSettings)

    package var kind: BackendKind {
        switch self {
        case .dictDB: .dictDB
        case .noDB: .noDB
        case .sqliteDB: .sqliteDB
        case .mongoDB: .mongoDB
        }
    }
}
