import Conformance
import Foundation
import SQLiteTaskDatabase
import TaskDatabases

/// SQLite databases in the file that the options name, or in a temporary one.
struct SQLiteSource {
    static let options = ["path", "location", "filename", "table", "synchronous", "busy_timeout"]

    let source: any DatabaseSource

    init(_ given: Document) {
        guard given["path"] == nil, given["location"] == nil else {
            let place = (try? Self.path(given)) ?? SQLiteDB.Options.defaultFilename
            source = PersistentSource(place) { requested in
                try SQLiteDB(try Self.options(given.merging(requested)))
            }
            return
        }
        let directory = FileManager.default.temporaryDirectory.appending(path: "taskdb-\(UUID().uuidString)").path
        source = PersistentSource("the temporary file") {
            SQLiteSource(given).source
        } removal: {
            try? FileManager.default.removeItem(atPath: directory)
        } opening: { requested in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            // The file is removed at the end: it need not survive a power loss.
            let own: Document = ["location": .text(directory), "synchronous": "off"]
            return try SQLiteDB(try Self.options(own.merging(given).merging(requested)))
        }
    }

    /// - Throws: `TaskDatabaseError` of kind `invalidOption`.
    static func options(_ document: Document) throws -> SQLiteDB.Options {
        try document.checkNames(Self.options, of: "SQLiteDB")
        var options = SQLiteDB.Options()
        options.path = try path(document)
        options.table = try document.text("table") ?? options.table
        options.busyTimeout = try document.number("busy_timeout") ?? options.busyTimeout
        guard (0...86400).contains(options.busyTimeout) else {
            throw TaskDatabaseError(.invalidOption, "busy_timeout must be from 0 to 86400 seconds")
        }
        if let name = try document.text("synchronous") {
            guard let synchronous = SQLiteDB.Synchronous(rawValue: name) else {
                let names = SQLiteDB.Synchronous.allCases.map(\.rawValue).joined(separator: ", ")
                throw TaskDatabaseError(.invalidOption, "synchronous must be one of \(names), not '\(name)'")
            }
            options.synchronous = synchronous
        }
        try options.check()
        return options
    }

    private static func path(_ document: Document) throws -> String {
        let location = try document.text("location")
        let filename = try document.text("filename")
        guard let path = try document.text("path") else {
            let name = filename ?? SQLiteDB.Options.defaultFilename
            return location.map { URL(fileURLWithPath: $0).appending(path: name).path } ?? name
        }
        guard location == nil, filename == nil, !path.isEmpty else {
            throw TaskDatabaseError(
                .invalidOption, "either a path is given, as in sqlitedb:PATH, or a location and a filename")
        }
        return path
    }
}
