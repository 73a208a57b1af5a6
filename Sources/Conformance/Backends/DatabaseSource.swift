import TaskDatabases
import Wire

/// Opens databases at one place, one after another.
public protocol DatabaseSource: Sendable {
    /// Returns a new, empty database. The database opened before is no longer used.
    ///
    /// - Parameter options: the options of the request; the source may add its own.
    func fresh(_ options: Document) async throws -> any TaskDatabase

    /// Opens again what was opened last, or what another process left, as a new process finds it.
    ///
    /// The default is for databases that persist nothing: it throws.
    func reopened() async throws -> any TaskDatabase

    /// Closes what was opened last; ``reopened()`` may follow. The default does nothing.
    func close() async throws

    /// Returns a source whose databases are independent of this one's; nil, the default, if there is only one place.
    func another() -> (any DatabaseSource)?

    /// Closes the source, and removes everything that it made only for its own use. The default does nothing.
    ///
    /// - Parameter emptied: also removes all records from databases that ``fresh(_:)`` returned.
    func end(emptied: Bool) async
}

extension DatabaseSource {
    public func reopened() async throws -> any TaskDatabase {
        throw RaisedError(type: "NotImplementedError", message: "this database persists nothing")
    }

    public func another() -> (any DatabaseSource)? { nil }
    public func close() async {}
    public func end(emptied: Bool) async {}
}

/// Opens databases that exist only while they are open.
package struct TransientSource: DatabaseSource {
    private let opening: DatabaseHost.Opening

    package init(_ opening: @escaping DatabaseHost.Opening) { self.opening = opening }

    package func fresh(_ options: Document) async throws -> any TaskDatabase { try await opening(options) }
    package func another() -> (any DatabaseSource)? { self }
}
