import GRDB
import Support

/// Reads a database on threads of its own.
final class ReadQueue: Sendable {
    /// The most reads that run at once: as many as the pool has connections.
    static let limit = 4

    private let pool: DatabasePool
    private let calls = BlockingCalls(most: limit)

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Returns what the body reads.
    ///
    /// - Parameter body: runs one statement, which sees one state of the file without a transaction around it.
    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        guard let result = try await calls.run({ [pool] in try pool.unsafeRead(body) }) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE)
        }
        return result
    }

    /// Waits until every read that began before is done. Later ones throw.
    func close() async { await calls.close() }
}
