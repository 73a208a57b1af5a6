import Conformance
import Wire

/// Which faulty databases each rule's cases catch, as `taskdb mutants --report json` tells.
public struct MutantKills: Sendable {
    /// The summaries of the faults, by the rules whose cases notice them.
    private let summaries: [String: [String]]

    /// - Throws: `ReadError` or `JSONError`.
    public init(_ bytes: [UInt8]) throws {
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
    }

    func caught(by rule: String) -> [String] { summaries[rule] ?? [] }
}
