import TaskDatabases

/// The name of a table: any text that SQLite can store. It is quoted everywhere.
struct TableName: Equatable {
    /// The name in the file. SQLite takes `Spring` for `spring`, and an index `a/label` for a table of that name, so a
    /// capital S is stored as `^s`, a slash as `^/` and `^` as `^^`.
    let name: String

    /// - Throws: ``TaskDatabaseError`` of kind `invalidOption`.
    init(_ name: String) throws {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw TaskDatabaseError(
                .invalidOption, "table must be a name, which is not empty and contains no NUL")
        }
        guard !name.lowercased().hasPrefix("sqlite_") else {
            throw TaskDatabaseError(.invalidOption, "table must not be '\(name)': SQLite reserves such names")
        }
        self.name = Self.stored(name)
    }

    private static func stored(_ name: String) -> String {
        var stored = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            let isCapital = ("A"..."Z").contains(scalar)
            if isCapital || scalar == "/" || scalar == "^" { stored.append("^") }
            stored.append(isCapital ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20)) : scalar)
        }
        return String(stored)
    }

    /// The name in SQL.
    var quoted: String { Self.quoted(name) }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// The SQL that creates the table and its indexes. A strict table stores every value as it is bound, and a column of type
    /// ANY compares without converting.
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

    /// Indexes for the checks that the documentation shows. An index that no check for None uses leaves None out.
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
