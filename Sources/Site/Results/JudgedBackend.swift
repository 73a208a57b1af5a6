import Backends
import Conformance
import Reports
import Specification

/// A backend on the site: one run of a report, under a unique name.
package struct JudgedBackend: Sendable {
    /// What readers see, such as `ipyparallel SQLiteDB`; no two of a site are equal.
    package let label: String
    /// The same in addresses: small letters, digits and `-`.
    package let slug: String
    package let run: Report.Run
    package let report: ReportSource
    let results: [String: Report.CaseReport]

    /// Where the backend comes from: this program, a Python package, or elsewhere.
    let origin: Origin

    enum Origin: Hashable, Sendable {
        case builtIn
        case python(package: String)
        case other
    }

    init(_ run: Report.Run, _ report: ReportSource, label: String, slug: String) {
        self.run = run
        self.report = report
        self.label = label
        self.slug = slug
        origin = Self.origin(of: run)
        results = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Whether the run judged a controller with its database through real clients, rather than a database alone.
    var judgesClients: Bool { run.backend.capabilities.contains(Capability.clients) }

    /// The result of a case; nil if the report does not have the case.
    func result(of caseID: String) -> Report.CaseReport? { results[caseID] }

    /// The outcome of a rule: the most severe outcome of its cases.
    func outcome(of cases: [String]) -> RuleOutcome { RuleOutcome(cases.compactMap { results[$0]?.outcome }) }
}

/// The report that a run was read from.
package struct ReportSource: Sendable {
    package let path: String
    /// The day it was written: `2012-01-18`.
    package let date: String
    package let kit: String
    package let suiteVersion: String
    package let suiteDigest: String

    package init(path: String, date: String, report: Report) {
        self.path = path
        self.date = date
        kit = "\(report.kit.name) \(report.kit.version)"
        suiteVersion = report.suite.version
        suiteDigest = report.suite.digest
    }
}

// MARK: - Names

extension JudgedBackend {
    /// Returns the runs of some reports, each with a unique name.
    package static func all(in reports: [(report: Report, source: ReportSource)]) -> [JudgedBackend] {
        var labels: Set<String> = []
        var slugs: Set<String> = []
        return reports.flatMap { report, source in report.runs.map { ($0, source) } }.map { run, source in
            let label = unique(label(of: run), among: &labels) { "\($0) (\($1))" }
            let slug = unique(slug(of: label), among: &slugs) { "\($0)-\($1)" }
            return JudgedBackend(run, source, label: label, slug: slug)
        }
    }

    private static func label(of run: Report.Run) -> String {
        let name = run.backend.name.isEmpty ? run.backend.spec : run.backend.name
        // A controller with a database that this program serves.
        if run.backend.spec.contains(" + -- taskdb host ") {
            return name.replacing(" + ", with: " + taskdb ", maxReplacements: 1)
        }
        return switch origin(of: run) {
        case .builtIn: "taskdb \(name)"
        case .python(let package): "\(package) \(name)"
        case .other: name
        }
    }

    private static func origin(of run: Report.Run) -> Origin {
        guard let spec = try? BackendSpec(run.backend.spec) else { return .other }
        if case .builtIn = spec.kind { return .builtIn }
        return spec.package.map(Origin.python) ?? .other
    }

    private static func slug(of label: String) -> String {
        let kept = label.lowercased().unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "0"..."9": Character(scalar)
            default: Character("-")
            }
        }
        let words = kept.split(separator: "-").map { String($0) }.joined(separator: "-")
        return words.isEmpty ? "backend" : String(words.prefix(60))
    }

    private static func unique(
        _ name: String, among taken: inout Set<String>, _ numbered: (String, Int) -> String
    ) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = numbered(name, number)
            number += 1
        }
        return candidate
    }
}
