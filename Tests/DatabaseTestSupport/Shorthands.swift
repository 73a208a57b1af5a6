import TaskDatabases

extension Instant {
    public static func minute(_ minute: Int) -> Instant {
        Instant(microseconds: 1_326_844_800_000_000 + minute * 60_000_000)
    }
}

extension TaskDatabaseError.Kind {
    /// The kind of error something throws; nil if it throws none.
    public static func thrown(by body: () async throws -> Void) async throws -> TaskDatabaseError.Kind? {
        do {
            try await body()
            return nil
        } catch let error as TaskDatabaseError {
            return error.kind
        }
    }
}

extension Value {
    public var text: String? { if case .text(let text) = self { text } else { nil } }
}
