import Backends
import Conformance
import Diagnostics
import Fuzzing
import Specification
import Support

/// Whether correct backends that differ from the reference pass.
package struct VariantTable: Sendable {
    /// The result for one variant.
    package struct Entry: Sendable {
        package let variant: Variant
        /// The failures or counterexamples, each as text.
        package let complaints: [String]
        /// The number of cases or sequences that ran.
        package let effort: String
    }

    /// The results in the order of the variants; a variant whose run was interrupted has none.
    package let entries: [Entry]

    package var accused: [Variant] { entries.filter { !$0.complaints.isEmpty }.map(\.variant) }

    /// Runs the suite against each variant. Cases of a **should** may warn.
    ///
    /// - Parameter report: called with each result and the number of results so far.
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

    /// Fuzzes each variant.
    ///
    /// - Parameter report: called with each result and the number of results so far.
    package static func fuzz(
        _ variants: [Variant], by fuzzer: Fuzzer, report: (Entry, Int) -> Void = { _, _ in }
    ) async -> VariantTable {
        VariantTable(
            entries: await concurrently(variants) { variant in
                let outcome = await fuzzer.run(variant.backend())
                if outcome.wasInterrupted { return nil }
                let complaints = [outcome.counterexample?.markdown, outcome.error?.description].compactMap(\.self)
                return Entry(
                    variant: variant, complaints: complaints,
                    effort: "\(counted(outcome.runs, "sequence")), \(outcome.rate) a second")
            } report: {
                report($0, $1)
            })
    }
}

extension VariantTable {
    /// The table as text: a line for each variant, followed by its failures.
    package var text: String {
        let width = entries.map(\.variant.name.count).max() ?? 0
        let lines = entries.flatMap { entry in
            let name = entry.variant.name + String(repeating: " ", count: width - entry.variant.name.count)
            let word = entry.complaints.isEmpty ? "passed" : "FAILED"
            return ["\(word)  \(name)  \(entry.effort)"] + entry.complaints
        }
        let summary = "\(entries.count - accused.count) of \(counted(entries.count, "variant")) passed"
        return (lines + ["", summary]).joined(separator: "\n") + "\n"
    }
}
