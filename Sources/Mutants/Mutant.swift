import Backends
import Conformance
import Fuzzing
import TaskDatabases
import Wire

/// A backend with a known fault, which breaks one rule or a few.
package struct Mutant: Sendable {
    /// A part of the specification.
    package enum Kind: String, Sendable, CaseIterable {
        case operators, queries, keys, writes, errors, values, dates, isolation, history, culling, databases, stale,
            persistence
        case nonRecording = "non-recording"
    }

    /// The unique name. It never changes, so that reports can be compared.
    package let name: String
    /// The part of the specification that the fault breaks.
    package let kind: Kind
    /// The fault, as a clause: `"$in ignores None"`.
    package let summary: String
    /// Whether the fault breaks only a **should**, for which the suite warns.
    package let isTolerable: Bool
    /// Whether replies over the protocol can show the fault. A fault that changes the caller's objects cannot be seen there.
    package let showsOnTheWire: Bool
    /// Whether the fuzzer's operations can show the fault. They have neither odd msg_ids, refused calls, large values nor
    /// lists in fields, and only some of a record's keys.
    private(set) var isWithinFuzzing: Bool
    let faults: [Fault]
    let aliasing: Aliasing?
    let lacks: Set<String>
    let gains: [String]

    init(
        _ name: String, _ kind: Kind, _ summary: String, isTolerable: Bool = false,
        isWithinFuzzing: Bool = true, lacks: Set<String> = [], gains: [String] = [], aliasing: Aliasing? = nil,
        _ faults: Fault...
    ) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isTolerable = isTolerable
        self.isWithinFuzzing = isWithinFuzzing
        showsOnTheWire = aliasing == nil
        self.lacks = lacks
        self.gains = gains
        self.aliasing = aliasing
        self.faults = faults
    }

    /// All mutants, by kind.
    package static let all =
        comparisons + writing + content + lifetime + unusual + together + afterwards

    private static let comparisons =
        operators + ranges + planning + capabilities + queries + singleFields + lists + keys
    private static let writing = adding + names + updating + dropping + errors + refused + betweenCalls
    private static let content = values + moreValues + nested + sizes + dates + isolation
    private static let lifetime = history + culling + databases + stale + persistence + nonRecording

    /// The correct database behind the fault.
    package var database: BuiltInDatabase {
        switch kind {
        case .nonRecording: .nodb
        case .persistence: .sqlitedb
        default: .dictdb
        }
    }

    /// This mutant, with a fault that fuzzing need not find.
    var outsideFuzzing: Mutant {
        var copy = self
        copy.isWithinFuzzing = false
        return copy
    }

    /// Creates a backend with the fault; it is not started.
    package func backend() -> any Backend {
        let info = BackendInfo(
            name: name, version: Kit.version, profile: database.info.profile,
            capabilities: database.info.capabilities.filter { !lacks.contains($0) } + gains)
        let options: Document = kind == .culling ? LimitsJudge.noLimits : [:]
        let faulty = FaultyBackend(database, options: options, info: info, faults: faults)
        return aliasing.map { AliasingBackend(faulty, $0) } ?? faulty
    }
}
