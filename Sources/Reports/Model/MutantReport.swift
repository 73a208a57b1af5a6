/// Which mutants (databases with one known fault) a suite catches: `taskdb-mutants/1`, written by
/// `taskdb mutants --json`.
package struct MutantReport: Codable, Sendable, FormattedReport {
    package static let format = "taskdb-mutants/1"

    package let format: String
    package let suite: JudgedSuite
    package let kit: Report.Program
    package let counts: Counts
    package let mutants: [Mutant]
    package let rules: [Rule]

    /// The suite that was run against the mutants.
    package struct JudgedSuite: Codable, Sendable {
        package let version: String
        package let digest: String

        package init(version: String, digest: String) {
            self.version = version
            self.digest = digest
        }
    }

    package struct Counts: Codable, Sendable {
        package let mutants: Int
        package let killed: Int
        package let survived: Int
    }

    /// One mutant, and what caught it.
    package struct Mutant: Codable, Sendable {
        package let name: String
        package let kind: String
        /// The fault, in words.
        package let summary: String
        /// The level of the rule that it breaks.
        package let level: String
        package let killed: Bool
        /// The rules whose cases failed.
        package let rules: [String]
        /// The cases that failed.
        package let cases: [String]

        package init(
            name: String, kind: String, summary: String, level: String, killed: Bool, rules: [String], cases: [String]
        ) {
            self.name = name
            self.kind = kind
            self.summary = summary
            self.level = level
            self.killed = killed
            self.rules = rules
            self.cases = cases
        }
    }

    /// A **must** rule, and the mutants that only its cases caught.
    package struct Rule: Codable, Sendable {
        package let id: String
        package let ownMutants: [String]

        enum CodingKeys: String, CodingKey {
            case id
            case ownMutants = "own_mutants"
        }

        package init(id: String, ownMutants: [String]) {
            self.id = id
            self.ownMutants = ownMutants
        }
    }

    package init(suite: JudgedSuite, mutants: [Mutant], rules: [Rule]) {
        format = Self.format
        self.suite = suite
        kit = .current
        let killed = mutants.count(where: \.killed)
        counts = Counts(mutants: mutants.count, killed: killed, survived: mutants.count - killed)
        self.mutants = mutants
        self.rules = rules
    }
}

extension MutantReport {
    /// The number of mutants that only the cases of a rule caught.
    package func ownCount(of rule: String) -> Int { rules.first { $0.id == rule }?.ownMutants.count ?? 0 }

    /// The faults of the mutants that a rule's cases caught: first those that the fewest rules catch.
    package func summaries(caughtBy rule: String) -> [String] {
        mutants.filter { $0.rules.contains(rule) }.sorted { $0.rules.count < $1.rules.count }.map(\.summary)
    }
}
