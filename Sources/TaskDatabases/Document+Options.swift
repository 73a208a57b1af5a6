/// Options by their names; each is nil where it is not given.
///
/// All throw `TaskDatabaseError` of kind `invalidOption` for a value of another type.
extension Document {
    package func integer(_ name: String) throws -> Int? {
        switch self[name] {
        case nil: return nil
        case .integer(let integer)?: return integer
        case let other?: throw Self.mismatch(name, "an integer", other)
        }
    }

    package func number(_ name: String) throws -> Double? {
        switch self[name] {
        case nil: return nil
        case .integer(let integer)?: return Double(integer)
        case .double(let double)?: return double
        case let other?: throw Self.mismatch(name, "a number", other)
        }
    }

    /// What was typed as text may have been read as a number; a name such as `2012` is a name all the same.
    package func text(_ name: String) throws -> String? {
        switch self[name] {
        case nil: return nil
        case .text(let text)?: return text
        case .integer(let integer)?: return String(integer)
        case let other?: throw Self.mismatch(name, "text", other)
        }
    }

    /// Checks that every option is known.
    ///
    /// - Parameter database: the database, as messages name it.
    package func checkNames(_ known: [String], of database: String) throws {
        guard let unknown = names.first(where: { !known.contains($0) }) else { return }
        let list = known.isEmpty ? "no options" : known.joined(separator: ", ")
        throw TaskDatabaseError(.invalidOption, "\(database) has no option \(unknown); it has \(list)")
    }

    private static func mismatch(_ name: String, _ expected: String, _ found: Value) -> TaskDatabaseError {
        TaskDatabaseError(.invalidOption, "\(name) must be \(expected), not \(found.typeName)")
    }
}
