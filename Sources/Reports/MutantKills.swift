import Conformance
import Diagnostics
import Wire

/// Which faulty databases each rule's cases catch, as `taskdb mutants --report json` tells.
package struct MutantKills: Sendable {
    /// The summaries of the faults, by the rules whose cases notice them.
    private let summaries: [String: [String]]
    /// How many mutants only the cases of a rule notice.
    private let own: [String: Int]
    /// The digest of the suite that was judged; nil if it was not told.
    package let suiteDigest: String?

    /// - Throws: `ReadError` or `JSONError`.
    package init(_ bytes: [UInt8]) throws {
        let json = try JSON(parsing: bytes)
        guard json["format"] == "taskdb-mutants/1" else { throw ReadError("its format is not taskdb-mutants/1") }
        guard case .array(let mutants)? = json["mutants"] else { throw ReadError("it has no mutants") }
        var summaries: [String: [String]] = [:]
        for mutant in mutants {
            guard case .string(let summary)? = mutant["summary"], case .array(let rules)? = mutant["rules"] else {
                throw ReadError("a mutant has no summary, or no rules")
            }
            for case .string(let rule) in rules { summaries[rule, default: []].append(summary) }
        }
        self.summaries = summaries
        own = Self.own(json)
        suiteDigest = if case .string(let digest)? = json["suite"]?["digest"] { digest } else { nil }
    }

    private static func own(_ json: JSON) -> [String: Int] {
        guard case .array(let rules)? = json["rules"] else { return [:] }
        return rules.reduce(into: [:]) { own, rule in
            guard case .string(let id)? = rule["id"], case .array(let mutants)? = rule["own_mutants"] else { return }
            own[id] = mutants.count
        }
    }

    /// How many mutants only the cases of a rule notice.
    package func own(of rule: String) -> Int { own[rule] ?? 0 }

    /// The summaries of the mutants that a rule's cases notice.
    package func caught(by rule: String) -> [String] { summaries[rule] ?? [] }
}
