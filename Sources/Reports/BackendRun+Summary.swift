import Conformance
import Diagnostics
import Specification
import Wire

/// What several reports say of a backend.
extension BackendRun {
    /// What the backend calls itself, or how it was asked for if it never started.
    var name: String { info.map { "\($0.name) \($0.version)" } ?? label.spec }

    /// What whoever wrote the backend should know, and no verdict depends on.
    var notes: [String] {
        let known = Capability.known + [BackendInfo.offsets, BackendInfo.objects]
        let needed = Set(known + cases.flatMap(\.testCase.requires))
        let unneeded = (info?.capabilities ?? []).filter { !needed.contains($0) }.map { name in
            "no case needs the capability `\(name)`; "
                + (nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
                    ?? "those with a meaning are \(known.joined(separator: ", "))")
        }
        // Where cases were not run, the mishap is their reason.
        return unneeded + (count(.notRun) == 0 ? mishap.map { [$0.description] } ?? [] : [])
    }

    /// The results by page, in the order of the pages.
    var pages: [(name: String, results: ArraySlice<CaseResult>)] {
        var pages: [(name: String, results: ArraySlice<CaseResult>)] = []
        var rest = cases[...]
        while let name = rest.first?.testCase.page {
            let results = rest.prefix { $0.testCase.page == name }
            pages.append((name, results))
            rest = rest.dropFirst(results.count)
        }
        return pages
    }

    /// The cases that could not be run, those with one reason together.
    var notRun: [(reason: String, results: [CaseResult])] {
        var groups: [(reason: String, results: [CaseResult])] = []
        var places: [String: Int] = [:]
        for result in cases where result.outcome == .notRun {
            let reason = result.reason ?? ""
            let place = places[reason] ?? groups.count
            if place == groups.count {
                places[reason] = place
                groups.append((reason, []))
            }
            groups[place].results.append(result)
        }
        return groups
    }

    /// The cases to be told one by one: they went otherwise than their page or a list of known failures says.
    var told: [CaseResult] { cases.filter { [.failed, .unexpectedPass, .warned].contains($0.outcome) } }
}

extension Collection<CaseResult> {
    /// How many cases came out how, as in "3 passed, 1 failed".
    var tally: String {
        let counts: [CaseOutcome: Int] = reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
        return CaseOutcome.allCases.compactMap { outcome in counts[outcome].map { "\($0) \(outcome.words)" } }
            .joined(separator: ", ")
    }

    var seconds: Double { reduce(0) { $0 + $1.seconds } }
}

extension CaseResult {
    /// Where on its page the case went otherwise, or else where it begins.
    var place: SourceLocation { failure?.source ?? testCase.source }

    /// What happened, in one line.
    var headline: String { (failure?.reason ?? reason ?? outcome.words).onOneLine }
}

extension CaseOutcome {
    var words: String {
        switch self {
        case .knownFailure: "failed as known"
        case .unexpectedPass: "passed unexpectedly"
        case .notApplicable: "not applicable"
        case .notRun: "not run"
        default: rawValue
        }
    }
}

extension Verdict {
    var words: String {
        switch self {
        case .conformant: "conformant"
        case .nonconformant: "not conformant"
        case .inconclusive: "inconclusive"
        }
    }
}
