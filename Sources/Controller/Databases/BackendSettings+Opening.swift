import ControllerConfiguration
import Foundation
import MongoTaskDatabase
import SQLiteTaskDatabase
import TaskDatabases

extension BackendSettings {
    /// Opens the task database.
    ///
    /// - Parameter directory: where a file is kept that is given no directory.
    /// - Throws: ``ControllerFailure``.
    package func open(in directory: ProfileDirectory) async throws(ControllerFailure) -> any TaskDatabase {
        do {
            return try await opened(in: directory)
        } catch let error as TaskDatabaseError {
            // A server may come back.
            let isOfServer = kind == .mongoDB && error.kind == .unavailable
            throw ControllerFailure("\(kind.rawValue): \(error.message)", isOfConfiguration: !isOfServer)
        } catch {
            throw ControllerFailure("open \(kind.rawValue)", error)
        }
    }

    private func opened(in directory: ProfileDirectory) async throws -> any TaskDatabase {
        switch self {
        case .noDB: return NoDB()
        case .dictDB(let settings):
            return DictDB(
                limits: try DictDB.Limits(
                    records: settings.recordLimit, bufferBytes: settings.sizeLimit, cullFraction: settings.cullFraction)
            )
        case .sqliteDB(let settings):
            let folder = settings.location.isEmpty ? directory.path : settings.location
            // A folder that does not exist would be taken for a file, and left out of the path.
            let base = URL(fileURLWithPath: folder, isDirectory: true)
            let path = URL(fileURLWithPath: settings.filename, relativeTo: base).path
            var options = SQLiteDB.Options(path: path)
            if !settings.table.isEmpty { options.table = settings.table }
            return try SQLiteDB(options)
        case .mongoDB(let settings):
            #if MongoDB
                var options = MongoDB.Options(uri: try settings.uri())
                if !settings.database.isEmpty { options.database = settings.database }
                return try await MongoDB(options)
            #else
                throw TaskDatabaseError(.unavailable, "this program was built without MongoDB")
            #endif
        }
    }

    /// Whether the database keeps records.
    package var recordsTasks: Bool { kind != .noDB }
}

extension MongoDBSettings {
    /// The arguments of Python's `MongoClient` as a URI.
    func uri() throws -> String {
        var keywords = Dictionary(connectionKeywords.map { ($0.name, $0.value) }) { $1 }
        let host = connectionArguments.first ?? keywords.removeValue(forKey: "host")
        let port = connectionArguments.dropFirst().first ?? keywords.removeValue(forKey: "port")
        keywords["host"] = nil
        keywords["port"] = nil
        var uri = "mongodb://localhost"
        if case .text(let text)? = host { uri = text.contains("://") ? text : "mongodb://\(text)" }
        if case .integer(let port)? = port { uri += ":\(port)" }
        let options = try keywords.sorted { $0.key < $1.key }.map { "\($0.key)=\(try Self.typed($0.value))" }
        guard !options.isEmpty else { return uri }
        if uri.contains("?") { return uri + "&" + options.joined(separator: "&") }
        let rest = uri.components(separatedBy: "://").last ?? ""
        return uri + (rest.contains("/") ? "?" : "/?") + options.joined(separator: "&")
    }

    private static func typed(_ value: SettingValue) throws -> String {
        switch value {
        case .text(let text): text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .boolean(let truth): truth ? "true" : "false"
        default:
            throw TaskDatabaseError(.invalidOption, "an option of MongoDB's connection cannot be \(value)")
        }
    }
}
