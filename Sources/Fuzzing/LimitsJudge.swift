import TaskDatabases
import Wire

/// Checks that a database with limits culls the right records. How many it culls at a time is left open.
package struct LimitsJudge: Sendable {
    /// A violation of the rules of culling.
    enum Breach: Sendable, Equatable {
        /// More records are stored than the limit.
        case tooMany(limit: Int)
        /// The buffers of the stored records have more bytes than the limit.
        case tooLarge(limit: Int, held: [String])
        /// Records were culled although no limit was exceeded.
        case lost([String])
        /// A record was culled before one that must be culled first.
        case order(gone: String, kept: String)
        /// All records were culled, although the limit allows some.
        case nothingLeft
        /// Reading the stored records raised an error.
        case readFailed(RaisedError)
    }

    private let records: Int?
    private let bytes: Int?
    /// The msg_ids that were culled and not added again.
    private(set) var culled: Set<ExactText> = []

    /// - Parameter options: the options of `open`.
    init(_ options: Document) {
        records = Self.limit(options["record_limit"])
        bytes = Self.limit(options["size_limit"])
    }

    /// Options for a database that never culls.
    package static let noLimits: Document = ["record_limit": .integer(.max), "size_limit": .integer(.max)]

    /// The request for the msg_ids of all stored records.
    static let heldRequest = Request.findRecords(check: [:], keys: ["msg_id"])

    /// Whether there is a limit, so that the stored records must be read after each write.
    var hasLimits: Bool { records != nil || bytes != nil }

    /// Records that a msg_id was added again.
    mutating func added(_ msgID: String) { culled.remove(ExactText(msgID)) }

    /// Checks which records a database has culled.
    ///
    /// - Parameters:
    ///   - all: the records that would be stored without limits.
    ///   - held: the msg_ids of the stored records.
    /// - Returns: the msg_ids that were culled, or the violation.
    mutating func check(_ all: [Document], held: [String]) -> Result<[String], Breach> {
        let heldIDs = Set(held.map(ExactText.init))
        let records = all.map(TaskRecord.init)
        let kept = records.filter { heldIDs.contains(ExactText($0.msgID)) }
        let gone = records.filter { !heldIDs.contains(ExactText($0.msgID)) }
        if let breach = breach(all: records, kept: kept, gone: gone, count: held.count) { return .failure(breach) }
        culled.formUnion(gone.map { ExactText($0.msgID) })
        return .success(gone.map(\.msgID))
    }

    private func breach(all: [TaskRecord], kept: [TaskRecord], gone: [TaskRecord], count: Int) -> Breach? {
        if let records, count > records { return .tooMany(limit: records) }
        if let bytes, Self.bytes(kept) > bytes { return .tooLarge(limit: bytes, held: kept.map(\.msgID).sorted()) }
        guard !gone.isEmpty else { return nil }
        let isTooLarge = bytes.map { Self.bytes(all) > $0 } ?? false
        let isTooMany = records.map { all.count > $0 } ?? false
        if !isTooLarge, !isTooMany { return .lost(gone.map(\.msgID).sorted()) }
        if kept.isEmpty, !isTooLarge, records.map({ $0 > 0 }) ?? false { return .nothingLeft }
        for one in gone {
            if let other = kept.first(where: { Self.must($0, goBefore: one) }) {
                return .order(gone: one.msgID, kept: other.msgID)
            }
        }
        return nil
    }

    /// Whether one record must be culled before another. Records with equal dates or without a date may go in any order.
    private static func must(_ one: TaskRecord, goBefore other: TaskRecord) -> Bool {
        if one.isFinished != other.isFinished { return one.isFinished }
        guard let first = one.submitted, let second = other.submitted else { return false }
        return first < second
    }

    private static func bytes(_ records: [TaskRecord]) -> Int { records.reduce(0) { $0 + $1.bufferBytes } }

    private static func limit(_ value: Value?) -> Int? { if case .integer(let limit)? = value { limit } else { nil } }
}

extension LimitsJudge.Breach: Error {}

extension TaskRecord {
    fileprivate var msgID: String { fields.msgID }
}
