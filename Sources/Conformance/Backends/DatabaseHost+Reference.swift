import TaskDatabases
import Wire

/// The reference databases, which keep their records in memory.
extension DatabaseHost {
    /// A host of DictDB.
    ///
    /// - Parameter options: the options of every database; the options of a request override them.
    package static func dictDB(options: Document = [:]) -> DatabaseHost {
        DatabaseHost(.dictDB) { requested in DictDB(limits: try DictDB.Limits(options: options.merging(requested))) }
    }

    /// A host of NoDB.
    package static func noDB() -> DatabaseHost { DatabaseHost(.noDB) { _ in NoDB() } }
}

extension BackendInfo {
    package static let dictDB = BackendInfo(
        name: "DictDB", version: Kit.version, profile: .recording,
        capabilities: ["culling", "glob", "exists", "all", "mod", offsets])
    package static let noDB = BackendInfo(
        name: "NoDB", version: Kit.version, profile: .nonRecording, capabilities: [])
}
