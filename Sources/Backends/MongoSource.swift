#if MongoDB
    import Conformance
    import Foundation
    import MongoTaskDatabase
    import TaskDatabases

    /// Databases on a MongoDB server. New ones are temporary, unless the options name one; existing ones have the name in
    /// the options, or `ipython-tasks`.
    actor MongoSource: DatabaseSource {
        static let options = ["uri", "database", "collection"]

        private let given: Document
        private let connections: MongoDB.Connections
        private let named: PersistentSource
        /// The temporary database; nil if the options name a database.
        private let scratch: PersistentSource?
        private var current: PersistentSource

        init(_ given: Document, sharing connections: MongoDB.Connections = MongoDB.Connections()) {
            self.given = given
            self.connections = connections
            named = PersistentSource("the database on the server") { requested in
                try await MongoDB(try Self.options(given.merging(requested)), sharing: connections)
            }
            scratch = Self.namesDatabase(given) ? nil : Self.scratch(given, connections)
            current = named
        }

        nonisolated func another() -> (any DatabaseSource)? {
            scratch == nil ? nil : MongoSource(given, sharing: connections)
        }

        func fresh(_ options: Document) async throws -> any TaskDatabase {
            current = scratch ?? named
            return try await current.fresh(options)
        }

        func reopened() async throws -> any TaskDatabase { try await current.reopened() }
        func close() async throws { try await current.close() }

        func end(emptied: Bool) async {
            await named.end(emptied: emptied)
            await scratch?.end(emptied: false)
        }

        private static func scratch(_ given: Document, _ connections: MongoDB.Connections) -> PersistentSource {
            let name = "taskdb-\(UUID().uuidString.lowercased())"
            let opened = Opened()
            let removal: @Sendable () async -> Void = {
                guard await opened.isTrue, let options = try? Self.options(given, database: name) else { return }
                guard let database = try? await MongoDB(options, sharing: connections) else { return }
                try? await database.dropDatabase()
                try? await database.close()
            }
            return PersistentSource("the temporary database", removal: removal) { requested in
                let options = try Self.options(given.merging(requested), database: name)
                let database = try await MongoDB(options, sharing: connections)
                await opened.set()
                return database
            }
        }

        /// Whether there is anything to remove.
        private actor Opened {
            private(set) var isTrue = false
            func set() { isTrue = true }
        }
    }

    // MARK: - Options

    extension MongoSource {
        /// - Throws: `TaskDatabaseError` of kind `invalidOption`.
        static func check(_ document: Document) throws { try options(document).check() }

        /// - Parameter database: the default name.
        private static func options(_ document: Document, database: String? = nil) throws -> MongoDB.Options {
            var options = MongoDB.Options()
            let place = try Place(document)
            options.uri = place.uri
            options.database = try document.text("database") ?? place.database ?? database ?? options.database
            options.collection = try document.text("collection") ?? options.collection
            return options
        }

        private static func namesDatabase(_ document: Document) -> Bool {
            document["database"] != nil || (try? Place(document))?.database != nil
        }

        /// The URI for the driver: the text after `mongodb:` in a backend's spec, and the options for the driver.
        private struct Place {
            let uri: String
            /// The database that the URI names.
            let database: String?

            init(_ document: Document) throws {
                let whole = Self.withScheme(try document.text("uri") ?? "localhost:27017")
                let (scheme, rest) = Self.cut(whole, at: "://")
                let (hosts, path) = Self.cut(rest, at: "/")
                let name = path.removingPercentEncoding ?? path
                database = name.isEmpty ? nil : name
                let options = document.filter { !MongoSource.options.contains($0.name) }
                    .map { "\($0.name)=\($0.value.typed)" }
                uri = "\(scheme)://\(hosts)/\(path)" + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
            }

            private static func withScheme(_ place: String) -> String {
                if place.hasPrefix("//") { return "mongodb:" + place }
                return place.hasPrefix("mongodb://") || place.hasPrefix("mongodb+srv://") ? place : "mongodb://" + place
            }

            private static func cut(_ text: String, at mark: String) -> (String, String) {
                guard let range = text.range(of: mark) else { return (text, "") }
                return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
            }
        }
    }

    extension Value {
        /// The text of an option's value.
        fileprivate var typed: String {
            switch self {
            case .text(let text): text
            case .integer(let integer): String(integer)
            case .double(let double): String(double)
            case .bool(let bool): String(bool)
            default: ""
            }
        }
    }
#endif
