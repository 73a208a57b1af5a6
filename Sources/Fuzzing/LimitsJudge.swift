import TaskDatabases
import Wire

/// Checks that a database with limits culls the right records: no more than the rules allow, and the oldest first. Whether
/// finished records go before pending ones is left open.
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
        /// The newest record was culled, although it alone exceeds no limit.
        case newest(String)
        /// More records were culled than needed and `cull_fraction` of the limit.
        case tooFewLeft(held: [String])
        /// All records were culled, although the limit allows some.
        case nothingLeft
        /// Reading the stored records raised an error.
        case readFailed(RaisedError)
    }

    private let records: Int?
    private let bytes: Int?
    private let fraction: Double
    /// - Parameter options: the options of `open`.
    init(_ options: Document) {
        records = Self.limit(options["record_limit"])
        bytes = Self.limit(options["size_limit"])
        fraction = options["cull_fraction"]?.number ?? DictDB.Limits.defaultCullFraction
    }

    /// Options for a database that never culls.
    package static let noLimits: Document = ["record_limit": .integer(.max), "size_limit": .integer(.max)]

    /// The request for the msg_ids of all stored records.
    static let heldRequest = Request.findRecords(check: [:], keys: ["msg_id"])

    /// Whether there is a limit, so that the stored records must be read after each write.
    var hasLimits: Bool { records != nil || bytes != nil }

    /// Checks which records a database has culled.
    ///
    /// - Parameters:
    ///   - all: the records that would be stored without limits.
    ///   - held: the msg_ids of the stored records.
    /// - Returns: the msg_ids that were culled, or the violation.
    func check(_ all: [Document], held: [String]) -> Result<[String], Breach> {
        let heldIDs = Set(held.map(ExactText.init))
        let records = all.map(TaskRecord.init)
        let kept = records.filter { heldIDs.contains(ExactText($0.msgID)) }
        let gone = records.filter { !heldIDs.contains(ExactText($0.msgID)) }
        if let breach = breach(all: records, kept: kept, gone: gone, count: held.count) { return .failure(breach) }
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
        if isTooLarge != isTooMany, isTooMuch(gone, of: all, isTooLarge: isTooLarge) {
            return .tooFewLeft(held: kept.map(\.msgID).sorted())
        }
        if let newest = gone.first(where: { one in all.allSatisfy { $0.hasName(of: one) || Self.isOlder($0, one) } }),
            records.map({ $0 > 0 }) ?? true, bytes.map({ newest.bufferBytes <= $0 }) ?? true
        {
            return .newest(newest.msgID)
        }
        for one in gone where !isTooLargeAlone(one) {
            let other = kept.first { other in
                other.isFinished == one.isFinished && Self.isOlder(other, one) && (!isTooLarge || other.bufferBytes > 0)
            }
            if let other { return .order(gone: one.msgID, kept: other.msgID) }
        }
        return nil
    }

    /// Whether a record may go before older ones: without it, they may not exceed the limit.
    private func isTooLargeAlone(_ record: TaskRecord) -> Bool { bytes.map { record.bufferBytes > $0 } ?? false }

    /// Whether more was culled than needed and ``fraction`` of the limit, where only one limit was exceeded.
    private func isTooMuch(_ gone: [TaskRecord], of all: [TaskRecord], isTooLarge: Bool) -> Bool {
        if isTooLarge, let bytes {
            // The last record may have been larger than what was left to cull.
            let before = Self.bytes(gone) - (gone.map(\.bufferBytes).max() ?? 0)
            return Double(before) >= Double(Self.bytes(all) - bytes) + Double(bytes) * fraction + 1
        }
        guard let records else { return false }
        // There is no part of a record.
        return gone.count > all.count - records + Int((Double(records) * fraction).rounded(.up))
    }

    /// Whether one record is older than another. One without a date counts as newer; equal dates have no order.
    private static func isOlder(_ one: TaskRecord, _ other: TaskRecord) -> Bool {
        switch (one.submitted, other.submitted) {
        case (let first?, let second?): first < second
        case (.some, nil): true
        case (nil, _): false
        }
    }

    private static func bytes(_ records: [TaskRecord]) -> Int { records.reduce(0) { $0 + $1.bufferBytes } }

    /// The largest integer is no limit, as in ``noLimits``.
    private static func limit(_ value: Value?) -> Int? {
        if case .integer(let limit)? = value, limit < .max { limit } else { nil }
    }
}

extension LimitsJudge.Breach: Error {}

extension TaskRecord {
    fileprivate var msgID: String { fields.msgID }

    fileprivate func hasName(of other: TaskRecord) -> Bool { ExactText(msgID) == ExactText(other.msgID) }
}
