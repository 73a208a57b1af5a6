import Console

/// A trait that the file has not set. It can be extended but not read: the default is unknown while the file runs.
final class UnsetTrait: HostObject {
    let typeName = "LazyConfigValue"
    private let name: String
    private let path: [String]
    private let journal: Journal

    init(_ name: String, of path: [String], journal: Journal) {
        self.name = name
        self.path = path
        self.journal = journal
    }

    func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        guard ["append", "extend", "prepend", "insert", "add", "update"].contains(method) else {
            throw PythonException(
                type: "AttributeError", message: "'\(typeName)' object has no attribute '\(method)'")
        }
        journal.record(path, name, .change(method: method, arguments))
        return .none
    }
}
