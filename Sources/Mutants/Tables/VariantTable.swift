import Backends
import Conformance
import Diagnostics
import Fuzzing
import Specification

/// Whether backends that are right in their own way are left in peace.
package struct VariantTable: Sendable {
    /// What became of one variant.
    package struct Entry: Sendable {
        package let variant: Variant
        /// What was held against it, a line each.
        package let complaints: [String]
        /// What was done to find something.
        package let effort: String
    }

    /// In the order of the variants; without those that an interruption kept from being judged to their end.
    package let entries: [Entry]

    package var accused: [Variant] { entries.filter { !$0.complaints.isEmpty }.map(\.variant) }

    /// Runs the suite against each. Cases of a **should** may warn.
    ///
    /// - Parameter report: called when a variant is done with, with how many are.
    package static func judge(
        _ variants: [Variant], by suite: PreparedSuite, report: (Entry, Int) -> Void = { _, _ in }
    ) async -> VariantTable {
        let cases = suite.suite.cases.filter(\.judgesBackends)
        return VariantTable(
            entries: await concurrently(variants) { variant in
                let run = await SuiteRunner(suite, selected: cases).run(BackendSpec(.dictdb).label, variant.backend())
                if run.wasCutShort { return nil }
                let failed = run.cases.filter { ![.passed, .warned, .notApplicable].contains($0.outcome) }
                return Entry(
                    variant: variant, complaints: failed.map { "\($0.testCase.id): \($0.message ?? "")" },
                    effort: counted(run.cases.count, "case"))
            } report: {
                report($0, $1)
            })
    }

    /// Drives each with random operations.
    ///
    /// - Parameter report: called when a variant is done with, with how many are.
    package static func fuzz(
        _ variants: [Variant], by fuzzer: Fuzzer, report: (Entry, Int) -> Void = { _, _ in }
    ) async -> VariantTable {
        VariantTable(
            entries: await concurrently(variants) { variant in
                let outcome = await fuzzer.run(variant.backend())
                if outcome.wasInterrupted { return nil }
                let complaints = [outcome.counterexample?.markdown, outcome.mishap?.description].compactMap(\.self)
                return Entry(
                    variant: variant, complaints: complaints,
                    effort: "\(counted(outcome.runs, "sequence")), \(outcome.rate) a second")
            } report: {
                report($0, $1)
            })
    }
}

extension VariantTable {
    /// For people: a line a variant, what is held against it below.
    package var text: String {
        let width = entries.map(\.variant.name.count).max() ?? 0
        let lines = entries.flatMap { entry in
            let name = entry.variant.name + String(repeating: " ", count: width - entry.variant.name.count)
            let word = entry.complaints.isEmpty ? "in peace" : "ACCUSED "
            return ["\(word)  \(name)  \(entry.effort)"] + entry.complaints
        }
        let summary = "\(entries.count - accused.count) of \(counted(entries.count, "variant")) left in peace"
        return (lines + ["", summary]).joined(separator: "\n") + "\n"
    }
}
