import TaskDatabases
import Testing

/// A database and DictDB as its model: both get the same requests, and their answers are compared.
package struct ModelPair: Sendable {
    /// The model.
    package let model = DictDB()
    /// The database under test.
    package let database: any PersistentTaskDatabase

    /// Makes a pair with an empty model.
    package init(_ database: any PersistentTaskDatabase) { self.database = database }

    /// Makes the same change to both and compares the kinds of their errors.
    package func change(_ body: (any TaskDatabase) async throws -> Void) async throws {
        let expected = try await TaskDatabaseError.Kind.thrown { try await body(model) }
        let actual = try await TaskDatabaseError.Kind.thrown { try await body(database) }
        #expect(actual == expected)
    }

    /// Compares the records that both find.
    package func compare(_ check: Document, _ keys: [String]?) async throws {
        let expected = try await Self.outcome { try await model.findRecords(check, keys: keys) }
        let actual = try await Self.outcome { try await database.findRecords(check, keys: keys) }
        #expect(actual == expected, "\(Self.exact(check)) \(keys ?? [])")
    }

    /// Returns the fields of the records, sorted, or the kind of the error.
    package static func outcome(_ body: () async throws -> [TaskRecord]) async throws -> String {
        do {
            return try await body().map { exact($0.fields) }.sorted().joined(separator: "\n")
        } catch let error as TaskDatabaseError {
            return "\(error.kind)"
        }
    }

    /// Describes a document with the differences that equality ignores: zones of dates, signs of zeros, types.
    static func exact(_ document: Document) -> String {
        let fields = document.map { (name: $0.name, text: exact($0.value)) }
        return "{"
            + fields.sorted { ExactText($0.name) < ExactText($1.name) }.map {
                "\($0.name.debugDescription): \($0.text)"
            }
            .joined(separator: ", ") + "}"
    }

    private static func exact(_ value: Value) -> String {
        switch value {
        case .double(let double): "double \(double.isNaN ? "nan" : "\(double.bitPattern)")"
        case .text(let text): "text " + text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
        case .instant(let instant): "instant \(instant.microseconds) \(instant.offsetMinutes)"
        case .list(let values): "[" + values.map(exact).joined(separator: ", ") + "]"
        case .document(let document): exact(document)
        default: "\(value)"
        }
    }
}
