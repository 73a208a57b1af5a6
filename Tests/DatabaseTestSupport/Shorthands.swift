import TaskDatabases

extension Instant {
    /// A minute of 2012-01-18 UTC.
    package static func minute(_ minute: Int) -> Instant {
        Instant(microseconds: 1_326_844_800_000_000 + minute * 60_000_000)
    }
}

extension TaskDatabaseError.Kind {
    /// Returns the kind of the task database error that `body` throws, or nil if it throws no error.
    package static func thrown(by body: () async throws -> Void) async throws -> TaskDatabaseError.Kind? {
        do {
            try await body()
            return nil
        } catch let error as TaskDatabaseError {
            return error.kind
        }
    }
}

extension Value {
    /// The text; nil for a value of another type.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
}
