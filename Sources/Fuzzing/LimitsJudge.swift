import TaskDatabases
import Wire

/// What a database with limits may let go, as far as a **must** says so: how much goes at a time is open.
package struct LimitsJudge: Sendable {
    /// How a database went about its limits in a way that no rule allows.
    enum Breach: Sendable, Equatable {
        case tooMany(limit: Int)
        /// The records held have more bytes than the limit.
        case tooLarge(limit: Int, held: [String])
        /// Records went although no limit was passed.
        case lost([String])
        /// One went, and one that should have gone before it is still there.
        case order(gone: String, kept: String)
        /// Nothing is left, though there was room for some.
        case nothingLeft
        /// What is held cannot be found out.
        case notTold(RaisedError)
    }

    private let records: Int?
    private let bytes: Int?
    /// Let go because of a limit, and not added again.
    private(set) var culled: Set<ExactText> = []

    /// - Parameter options: those of `open`.
    init(_ options: Document) {
        records = Self.limit(options["record_limit"])
        bytes = Self.limit(options["size_limit"])
    }

    /// Options for a database that is not to cull by itself.
    package static let noLimits: Document = ["record_limit": .integer(.max), "size_limit": .integer(.max)]

    /// What tells which records are held.
    static let look = Request.findRecords(check: [:], keys: ["msg_id"])

    /// Whether it takes a look after each write to tell what went.
    var hasLimits: Bool { records != nil || bytes != nil }

    mutating func added(_ msgID: String) { culled.remove(ExactText(msgID)) }

    /// Takes note of what went.
    ///
    /// - Parameters:
    ///   - all: the records that would be held without limits.
    ///   - held: the msg_ids that are.
    /// - Returns: the msg_ids that went, or what is wrong about it.
    mutating func look(_ all: [Document], held: [String]) -> Result<[String], Breach> {
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

    /// Which of two of the same moment goes first is open, and so is where those without a date are.
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
