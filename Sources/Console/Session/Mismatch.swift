/// How the output of an example differs from what its page shows.
package struct Mismatch: Sendable, Equatable {
    /// The output that the page shows.
    package let expected: String
    /// The output that the example produced.
    package let actual: String
    /// The difference, on one line.
    package let reason: String
    /// The comparison that did not hold, and its operands, on one line; nil if the example is no comparison.
    package var operands: String?
}

extension ExpectedOutput {
    /// Compares an outcome with the expected output; returns nil if it matches.
    package func mismatch(with outcome: Outcome) -> Mismatch? {
        guard let reason = reason(against: outcome) else { return nil }
        return Mismatch(
            expected: text, actual: outcome.text, reason: reason,
            operands: outcome.failedComparison?.description)
    }

    /// Whether the expected output is a value: a literal or a constructor call.
    package var isValue: Bool {
        if case .shown(let text) = self { LiteralValue.parse(text) != nil } else { false }
    }

    /// The expected output as the console would show it.
    var text: String {
        switch self {
        case .nothing: ""
        case .shown(let text), .text(let text): text
        case .traceback(let type, let message):
            Self.tracebackHeader + "\n    ...\n" + type + (message.map { ": " + $0 } ?? "")
        }
    }

    private func reason(against outcome: Outcome) -> String? {
        switch self {
        case .traceback(let type, let message): return reason(type, message, outcome)
        case .nothing:
            if case .raised(let exception) = outcome.result { return "raised \(exception.lastLine)" }
            return outcome.text.utf8.allSatisfy { $0 == 0x0A } ? nil : "no output was expected"
        case .shown(let text):
            if case .raised(let exception) = outcome.result { return "raised \(exception.lastLine)" }
            if text.isEmpty {
                return outcome.text.isEmpty && !outcome.printed.isEmpty ? nil : "a blank line was expected"
            }
            return Self.shown(outcome, text).utf8.elementsEqual(text.utf8) ? nil : reason(text, outcome)
        case .text(let pattern):
            if case .raised(let exception) = outcome.result { return "raised \(exception.lastLine)" }
            return reason(pattern: pattern, outcome)
        }
    }

    private func reason(_ type: String, _ message: String?, _ outcome: Outcome) -> String? {
        guard case .raised(let exception) = outcome.result else { return "no exception was raised" }
        guard outcome.printed.isEmpty else { return "text was printed before the exception" }
        guard exception.matches(type) else {
            return "raised \(exception.typeName), which is not and does not derive from \(type)"
        }
        guard let message, !Wildcard.matches(message, exception.message) else { return nil }
        return "the exception's message differs"
    }

    private func reason(_ expected: String, _ outcome: Outcome) -> String? {
        if let wanted = LiteralValue.parse(expected) { return reason(wanted, expected, outcome) }
        return reason(pattern: expected, outcome)
    }

    private func reason(pattern: String, _ outcome: Outcome) -> String? {
        Wildcard.matches(pattern, Self.shown(outcome, pattern)) ? nil : "the text differs"
    }

    /// The output to compare: blank lines at its end count only if the expected text has some, written `<BLANKLINE>`.
    private static func shown(_ outcome: Outcome, _ expected: String) -> String {
        var text = outcome.text
        if !expected.hasSuffix("\n") { while text.hasSuffix("\n") { text.removeLast() } }
        return text
    }

    private func reason(_ wanted: Object, _ expected: String, _ outcome: Outcome) -> String? {
        if case .value(let value) = outcome.result, outcome.printed.isEmpty {
            return StrictEquality.difference(wanted, value)
        }
        let actual = Self.shown(outcome, expected)
        if actual.utf8.elementsEqual(expected.utf8) { return actual.isEmpty ? "nothing was shown" : nil }
        guard !actual.isEmpty else { return "nothing was shown" }
        guard let value = LiteralValue.parse(actual) else { return "the text differs" }
        return StrictEquality.difference(wanted, value)
    }
}
