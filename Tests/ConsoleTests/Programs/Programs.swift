import Testing

/// Programs that the subset and CPython both run. Each line of a table is a program; `¶` is a line end in it.
enum Programs {
    struct Table: CustomTestStringConvertible, Sendable {
        let name: String
        let programs: [String]

        init(_ name: String, _ text: String) {
            self.name = name
            programs = text.split(separator: "\n").map { String($0).replacing("¶", with: "\n") }
        }

        var testDescription: String { name }
    }

    static let tables = [
        literals, operators, comparisons, displays, statements, calls, formatting, text, bytes, lists, dicts, sets,
        builtins, iteration, conversions, datetimes, dateArithmetic, dateText, timedeltas, dateErrors, errors, mixed,
        formatEdges, textEdges, dateEdges,
    ]
}
