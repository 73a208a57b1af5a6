import TaskDatabases
import Wire

/// Opens databases for a host, one after another, all in one place.
package protocol DatabaseSource: Sendable {
    /// A fresh, empty database. The one opened before is of no more use.
    ///
    /// - Parameter options: those of the request; the source may have others of its own.
    func fresh(_ options: Document) async throws -> any TaskDatabase

    /// What was opened last, or left by another process, as a new process would find it.
    func reopened() async throws -> any TaskDatabase

    /// Gives up what was opened last; it can be opened again.
    func close() async throws

    /// One like this whose databases are others; nil where there is only one place for them.
    func another() -> (any DatabaseSource)?

    /// Lets go of the place, and removes what was there only for as long as this source.
    ///
    /// - Parameter emptied: leaves no record behind in databases that were fresh here.
    func end(emptied: Bool) async
}

extension DatabaseSource {
    /// For databases that persist nothing.
    package func reopened() async throws -> any TaskDatabase {
        throw RaisedError(type: "NotImplementedError", message: "this database persists nothing")
    }

    package func another() -> (any DatabaseSource)? { nil }
    package func close() {}
    package func end(emptied: Bool) {}
}

/// Databases that are gone once they are closed.
package struct TransientSource: DatabaseSource {
    private let opening: DatabaseHost.Opening

    package init(_ opening: @escaping DatabaseHost.Opening) { self.opening = opening }

    package func fresh(_ options: Document) async throws -> any TaskDatabase { try await opening(options) }
    package func another() -> (any DatabaseSource)? { self }
}
