import Conformance
import Diagnostics
import TaskDatabases

/// The differences between two reports.
package struct ReportDifference: Sendable {
    /// A case whose outcome changed.
    package struct Change: Sendable {
        package let id: String
        package let rules: [String]
        /// Nil where the case was not in the report.
        package let before: CaseOutcome?
        package let after: CaseOutcome?

        /// Whether the outcome is more severe than before; a new case is compared with a case that passed.
        package var isWorse: Bool {
            guard let after else { return false }
            return after.severity > max(before?.severity ?? 0, CaseOutcome.passed.severity)
        }
    }

    /// The changes for one backend.
    package struct Run: Sendable {
        package let spec: String
        package let verdicts: (before: Verdict, after: Verdict)
        package let changes: [Change]
    }

    package let runs: [Run]
    /// Backends that are in one report only.
    package let onlyBefore: [String]
    package let onlyAfter: [String]

    package init(_ before: Report, _ after: Report) {
        if let one = before.runs.first, let other = after.runs.first, before.runs.count == 1, after.runs.count == 1 {
            runs = [Self.compare(one, other)]
            (onlyBefore, onlyAfter) = ([], [])
            return
        }
        runs = after.runs.compactMap { run in
            before.runs.first { $0.backend.spec == run.backend.spec }.map { Self.compare($0, run) }
        }
        onlyBefore = before.runs.map(\.backend.spec).filter { spec in !after.runs.contains { $0.backend.spec == spec } }
        onlyAfter = after.runs.map(\.backend.spec).filter { spec in !before.runs.contains { $0.backend.spec == spec } }
    }

    package var isWorse: Bool { runs.contains { $0.changes.contains(where: \.isWorse) } }

    private static func compare(_ before: Report.Run, _ after: Report.Run) -> Run {
        let old = Dictionary(before.cases.map { (ExactText($0.id), $0) }) { first, _ in first }
        let new = Set(after.cases.map { ExactText($0.id) })
        let changed = after.cases.compactMap { result -> Change? in
            let earlier = old[ExactText(result.id)]?.outcome
            guard earlier != result.outcome else { return nil }
            return Change(id: result.id, rules: result.rules, before: earlier, after: result.outcome)
        }
        let gone = before.cases.filter { !new.contains(ExactText($0.id)) }
            .map { Change(id: $0.id, rules: $0.rules, before: $0.outcome, after: nil) }
        return Run(spec: after.backend.spec, verdicts: (before.verdict, after.verdict), changes: changed + gone)
    }
}

extension ReportDifference {
    /// The differences as text: by backend, then by rule.
    package var text: String {
        let blocks =
            runs.map(Self.text) + onlyBefore.map { "\($0): only in the first report\n" }
            + onlyAfter.map { "\($0): only in the second report\n" }
        return blocks.joined(separator: "\n").printable
    }

    private static func text(_ run: Run) -> String {
        let verdict =
            run.verdicts.before == run.verdicts.after
            ? run.verdicts.after.rawValue
            : "\(run.verdicts.before.rawValue) → \(run.verdicts.after.rawValue)"
        guard !run.changes.isEmpty else { return "\(run.spec): \(verdict); no case changed\n" }
        let rules = run.changes.map { $0.rules.first ?? "no rule" }.reduce(into: [String]()) { rules, rule in
            if !rules.contains(rule) { rules.append(rule) }
        }
        let blocks = rules.map { rule in
            let lines = run.changes.filter { ($0.rules.first ?? "no rule") == rule }.map(line)
            return "  \(rule)\n" + lines.joined()
        }
        let worse = run.changes.count(where: \.isWorse)
        return "\(run.spec): \(verdict)\n" + blocks.joined()
            + "  \(run.changes.count) changed, \(worse) for the worse\n"
    }

    private static func line(_ change: Change) -> String {
        let before = change.before?.rawValue ?? "new"
        let after = change.after?.rawValue ?? "gone"
        return "    \(change.isWorse ? "worse" : "     ")  \(change.id): \(before) → \(after)\n"
    }
}
