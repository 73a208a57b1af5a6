import TaskDatabases

/// A table by its name, which may be any text that SQLite can keep: it is quoted wherever it stands.
struct TableName: Equatable {
    let name: String

    /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`.
    init(_ name: String) throws {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw TaskDatabaseError(
                .invalidOption, "table must be a name, and a name is not empty and has no NUL in it")
        }
        guard !name.lowercased().hasPrefix("sqlite_") else {
            throw TaskDatabaseError(.invalidOption, "table must not be '\(name)': SQLite keeps such names for itself")
        }
        self.name = name
    }

    /// The name in SQL.
    var quoted: String { Self.quoted(name) }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// Strict tables keep every value as it is bound; a column of any type compares without converting.
    var creation: String {
        let columns = ColumnLayout.columns.map { column in
            switch column.kind {
            case .name: "\"\(column.key)\" TEXT NOT NULL UNIQUE"
            case .date: "\"\(column.key)\" INTEGER"
            case .any: "\"\(column.key)\" ANY"
            }
        }
        let first = ["seq INTEGER PRIMARY KEY", columns[0], "absent INTEGER NOT NULL", "offsets INTEGER NOT NULL"]
        let table = (first + columns.dropFirst().prefix(9) + ["extra ANY"] + columns.dropFirst(10))
            .joined(separator: ",\n    ")
        return (["CREATE TABLE IF NOT EXISTS \(quoted) (\n    \(table)\n) STRICT"] + indexes).joined(separator: ";\n")
    }

    /// For the queries that the documentation shows. Where a query for None makes no use of the index, it leaves out None.
    private var indexes: [String] {
        let keys = [
            ("submitted", isPartial: false), ("completed", false), ("engine_uuid", false), ("client_uuid", false),
            ("started", true), ("label", true),
        ]
        return keys.map { key, isPartial in
            "CREATE INDEX IF NOT EXISTS \(Self.quoted("\(name)/\(key)")) ON \(quoted) (\"\(key)\")"
                + (isPartial ? " WHERE \"\(key)\" IS NOT NULL" : "")
        }
    }
}
