import TaskDatabase
import Wire

/// A database that the kit brings with it.
public enum BuiltInDatabase: String, Sendable, CaseIterable {
    case dictdb
    case nodb

    /// The name of the class, as IPython calls it.
    public var name: String {
        switch self {
        case .dictdb: "DictDB"
        case .nodb: "NoDB"
        }
    }

    public var profile: BackendInfo.Profile { self == .nodb ? .nonRecording : .recording }

    public var capabilities: [String] {
        switch self {
        case .dictdb: ["culling", "glob", "exists", "all", "mod", BackendInfo.offsets]
        case .nodb: []
        }
    }

    /// The options that ``open(_:)`` understands.
    public var options: [String] {
        switch self {
        case .dictdb: ["record_limit", "size_limit", "cull_fraction"]
        case .nodb: []
        }
    }

    /// A fresh, empty database.
    ///
    /// - Throws: `TaskDatabaseError` of kind `invalidOption`.
    public func open(_ options: Document) throws -> any TaskDatabase {
        if let unknown = options.names.first(where: { !self.options.contains($0) }) {
            let known = self.options.isEmpty ? "no options" : self.options.joined(separator: ", ")
            throw TaskDatabaseError(.invalidOption, "\(name) has no option \(unknown); it has \(known)")
        }
        switch self {
        case .nodb: return NoDB()
        case .dictdb:
            return DictDB(
                limits: try DictDB.Limits(
                    records: try Self.integer(options, "record_limit") ?? DictDB.Limits.defaultRecords,
                    bufferBytes: try Self.integer(options, "size_limit") ?? DictDB.Limits.defaultBufferBytes,
                    cullFraction: try Self.number(options, "cull_fraction") ?? DictDB.Limits.defaultCullFraction))
        }
    }

    private static func integer(_ options: Document, _ name: String) throws -> Int? {
        switch options[name] {
        case nil: return nil
        case .integer(let integer)?: return integer
        case let other?:
            throw TaskDatabaseError(.invalidOption, "\(name) must be an integer, not \(other.typeName)")
        }
    }

    private static func number(_ options: Document, _ name: String) throws -> Double? {
        switch options[name] {
        case nil: return nil
        case .integer(let integer)?: return Double(integer)
        case .double(let double)?: return double
        case let other?:
            throw TaskDatabaseError(.invalidOption, "\(name) must be a number, not \(other.typeName)")
        }
    }
}
