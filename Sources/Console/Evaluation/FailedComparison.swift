/// The comparison that made an example's value False, with its operands.
package struct FailedComparison: Sendable {
    /// One side of the comparison.
    package struct Operand: Sendable {
        /// The operand as the example writes it, or `the left side` where it cannot be cut out.
        package let source: String
        package let repr: String
    }

    package let left: Operand
    /// The operator, such as `==`.
    package let operation: String
    package let right: Operand

    /// A line such as "expected a == 1; a is 2". A side that is written as its value is not repeated.
    package var description: String {
        let sides = [left, right].filter { $0.source != $0.repr }.map { "\($0.source) is \($0.repr)" }
        let comparison = "expected \(left.source) \(operation) \(right.source)"
        return sides.isEmpty ? comparison : comparison + "; " + sides.joined(separator: ", ")
    }
}

/// A comparison that did not hold, while its example runs.
struct ComparisonRecord {
    let first: Position
    let second: Position
    let left: Object
    let right: Object
}

extension Interpreter {
    /// Returns the comparison that made the value of a program False; nil if no single one did.
    ///
    /// Only comparisons that the value consists of count, alone or joined by `and`: those inside calls and
    /// comprehensions decide nothing.
    func failedComparison(of program: Program, source: String) -> FailedComparison? {
        guard let record = lastFailure, case .expression(let value)? = program.statements.last?.kind else { return nil }
        let text = SourceSlices(source)
        for (comparison, end) in Self.comparisons(in: value, before: nil) {
            guard case .comparison(let first, let rest) = comparison.kind else { continue }
            let operands = [first] + rest.map(\.1)
            for (index, (operation, operand)) in rest.enumerated()
            where operands[index].position == record.first && operand.position == record.second {
                let next = index + 2 < operands.count ? operands[index + 2].position : end
                let after = index + 1 < rest.count ? rest[index + 1].0.rawValue : "and"
                return FailedComparison(
                    left: .init(
                        source: text.operand(record.first, record.second, before: operation.rawValue)
                            ?? "the left side",
                        repr: record.left.repr),
                    operation: operation.rawValue,
                    right: .init(
                        source: text.operand(record.second, next, before: after) ?? "the right side",
                        repr: record.right.repr))
            }
        }
        return nil
    }

    /// The comparisons of a chain of `and`, each with the place where the next one begins.
    private static func comparisons(in value: Expression, before end: Position?) -> [(Expression, end: Position?)] {
        switch value.kind {
        case .comparison: [(value, end)]
        case .and(let operands):
            operands.indices.flatMap { index in
                comparisons(
                    in: operands[index], before: index + 1 < operands.count ? operands[index + 1].position : end)
            }
        default: []
        }
    }
}

/// Cuts operands out of an example's source.
private struct SourceSlices {
    private let lines: [[Unicode.Scalar]]

    init(_ source: String) {
        lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    /// Returns the operand that begins at a place, without the operator behind it; nil if what is there is not one
    /// expression.
    ///
    /// - Parameter end: where the next operand begins; nil for the end of the source.
    func operand(_ start: Position, _ end: Position?, before operation: String) -> String? {
        var text = slice(start, end).trimmed
        if end != nil {
            for word in operation.split(separator: " ").reversed() {
                guard text.hasSuffix(word) else { return nil }
                text = String(text.dropLast(word.count)).trimmed
            }
        }
        // Positions are those within parentheses: their ends, not their beginnings, are in the slice.
        var parentheses = 0
        while (try? Parser.parse(text)) == nil {
            guard text.hasSuffix(")") else { return nil }
            text = String(text.dropLast()).trimmed
            parentheses += 1
        }
        guard end != nil else { return text }
        return String(repeating: "(", count: parentheses) + text + String(repeating: ")", count: parentheses)
    }

    private func slice(_ start: Position, _ end: Position?) -> String {
        let last = end?.line ?? lines.count
        let parts = (start.line...max(start.line, last)).compactMap { number -> String? in
            guard lines.indices.contains(number - 1) else { return nil }
            let line = lines[number - 1]
            let from = number == start.line ? start.column - 1 : 0
            let to = number == end?.line ? (end?.column ?? 1) - 1 : line.count
            guard from < to, to <= line.count else { return nil }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: line[from..<to])
            if number < last, text.last == "\\" { text.removeLast() }
            return String(text).trimmed
        }
        return parts.joined(separator: " ").trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        let blank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
        let scalars = unicodeScalars.drop(while: blank)
        let end = scalars.lastIndex { !blank($0) }.map { scalars.index(after: $0) } ?? scalars.startIndex
        return String(scalars[..<end])
    }
}
