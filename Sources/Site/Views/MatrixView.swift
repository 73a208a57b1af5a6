import Conformance
import Specification

/// The table of rules by backends.
struct MatrixView {
    private let model: SiteModel

    init(_ model: SiteModel) { self.model = model }

    var values: [String: Any] {
        [
            "hasResults": !model.results.backends.isEmpty,
            "backends": model.results.backends.map { ["label": $0.label, "address": $0.address] },
            "legend": legend,
            "rules": model.pages.flatMap { model.rules(on: $0.name) }.map(row),
        ]
    }

    /// The marks that occur.
    private var legend: [[String: Any]] {
        let shown = Set(model.suite.rules.flatMap { model.outcomes(of: $0) }.map(\.outcome))
        return CaseOutcome.allCases.filter(shown.contains).map { outcome in
            ["class": outcome.rawValue, "mark": outcome.mark, "words": outcome.words]
        }
    }

    private func row(_ rule: Rule) -> [String: Any] {
        let outcomes = model.outcomes(of: rule)
        return [
            "name": rule.name, "address": rule.address, "text": rule.text, "level": rule.level.rawValue,
            "isMissed": outcomes.contains { $0.outcome.isMiss },
            "cells": outcomes.map(Self.cell),
        ]
    }

    private static func cell(_ outcome: RuleOutcome) -> [String: Any] {
        let detail = outcome.missed > 0 ? "\(outcome.missed)/\(outcome.count)" : ""
        return [
            "class": outcome.outcome.rawValue, "mark": outcome.outcome.mark, "detail": detail,
            "words": outcome.missed > 0 ? " \(outcome.outcome.words)" : outcome.outcome.words,
            "rank": outcome.rank,
        ]
    }
}

extension RuleOutcome {
    /// A number to sort by: the worse, the greater.
    fileprivate var rank: Int {
        let badness =
            switch outcome {
            case .failed, .unexpectedPass: 5
            case .knownFailure: 4
            case .warned: 3
            case .notRun: 2
            case .passed: 1
            case .notApplicable: 0
            }
        return badness * 1_000_000 + min(missed, 999_999)
    }
}
