import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of the optional operators `$glob`, `$exists`, `$all` and `$mod`.
    static let capabilities = [
        Mutant(
            "glob-ignores-case", .operators, "`$glob` ignores case",
            .globbing { pattern, text in (pattern.lowercased(), text.lowercased()) }),
        Mutant(
            "glob-prefix", .operators, "`$glob` matches if the beginning of a text does",
            .globbing { pattern, text in (pattern + "*", text) }),
        Mutant(
            "glob-anywhere", .operators, "`$glob` matches if any part of a text does",
            .globbing { pattern, text in ("*" + pattern + "*", text) }),
        Mutant(
            "glob-question-optional", .operators, "`?` also matches no character",
            .globbing { pattern, text in
                (
                    pattern.hasSuffix("?") && !text.contains(where: \.isNumber) ? String(pattern.dropLast()) : pattern,
                    text
                )
            }),
        Mutant(
            "glob-star-not-slash", .operators, "`*` does not match a slash",
            .globbing { pattern, text in
                text.contains("/") && pattern.hasSuffix("*") && !pattern.contains("/") ? ("", text) : (pattern, text)
            }),
        Mutant(
            "glob-dot-any", .operators, "`.` matches any character, as in a regular expression",
            .globbing { pattern, text in (pattern.replacing(".", with: "?"), text) }),
        Mutant(
            "glob-underscore-any", .operators, "`_` matches any character, as in SQL",
            .globbing { pattern, text in (pattern.replacing("_", with: "?"), text) }),
        Mutant(
            "glob-percent-any", .operators, "`%` matches any characters, as in SQL",
            .globbing { pattern, text in (pattern.replacing("%", with: "*"), text) }),
        Mutant(
            "glob-negation-ignored", .operators, "`!` at the start of a set is a member of the set",
            .globbing { pattern, text in (pattern.replacing("[!", with: "[?!"), text) }),
        Mutant(
            "glob-set-as-text", .operators, "a set in brackets is taken literally",
            .globbing { pattern, text in (pattern.replacing("[", with: "[[]"), text) }),
        Mutant(
            "glob-newline-ends", .operators, "`$glob` ignores a final newline",
            .globbing { pattern, text in (pattern, text.hasSuffix("\n") ? String(text.dropLast()) : text) }),
        Mutant(
            "glob-star-matches-none", .operators, "`*` finds None",
            .testing { condition, held in
                condition.comparison == "$glob" && condition.operand == "*" && held == .null ? true : nil
            }),
        Mutant(
            "glob-raises-at-none", .operators, "`$glob` over a key raises TypeError if a record holds None",
            .handling { request, next in
                let fields = (request.check?.conditions ?? []).filter { $0.comparison == "$glob" }.map(\.field)
                guard !fields.isEmpty else { return try await next(request) }
                let records = try await next(.findRecords(check: [:], keys: nil)).records
                let isMixed = fields.contains { field in records.contains { ($0[field] ?? .null) == .null } }
                if isMixed { throw RaisedError(type: "TypeError", bases: ["Exception"], message: "expected str") }
                return try await next(request)
            }),
        Mutant(
            "glob-of-digits", .operators, "`$glob` matches the digits of a number",
            .testing { condition, held in
                guard condition.comparison == "$glob", case .integer(let number) = held else { return nil }
                return CheckCondition("x", "$glob", condition.operand).holds(for: ["x": .text("\(number)")])
            }),
        Mutant(
            "glob-raises-at-number", .operators, "`$glob` over a key raises TypeError if a record holds a number",
            .handling { request, next in
                let fields = (request.check?.conditions ?? []).filter { $0.comparison == "$glob" }.map(\.field)
                guard !fields.isEmpty else { return try await next(request) }
                let records = try await next(.findRecords(check: [:], keys: nil)).records
                let isMixed = fields.contains { field in records.contains { $0[field]?.number != nil } }
                if isMixed { throw RaisedError(type: "TypeError", bases: ["Exception"], message: "expected str") }
                return try await next(request)
            }),
        Mutant(
            "exists-none-present", .operators, "`$exists` takes a key that holds None for one with a value",
            .testing { condition, _ in condition.comparison == "$exists" ? condition.operand == true : nil }),
        Mutant(
            "exists-always", .operators, "`$exists` ignores its operand",
            .testing { condition, _ in condition.comparison == "$exists" ? true : nil }),
        Mutant(
            "all-any", .operators, "`$all` finds a list with any one of its items",
            .testing { condition, held in
                guard condition.comparison == "$all", let items = condition.operand.list else { return nil }
                return held.list.map { list in items.contains(where: list.contains) } ?? false
            }),
        Mutant(
            "all-exactly", .operators, "`$all` finds only an equal list",
            .testing { condition, held in condition.comparison == "$all" ? held == condition.operand : nil }),
        Mutant(
            "all-raises-at-none", .operators, "`$all` over a key raises TypeError if a record holds None",
            .handling { request, next in
                let fields = (request.check?.conditions ?? []).filter { $0.comparison == "$all" }.map(\.field)
                guard !fields.isEmpty else { return try await next(request) }
                let records = try await next(.findRecords(check: [:], keys: nil)).records
                let isMixed = fields.contains { field in records.contains { ($0[field] ?? .null) == .null } }
                if isMixed { throw RaisedError(type: "TypeError", bases: ["Exception"], message: "None in $all") }
                return try await next(request)
            }),
        Mutant(
            "mod-not-zero", .operators, "`$mod` finds every number whose remainder is not 0",
            .testing { condition, held in
                guard condition.comparison == "$mod", let pair = condition.operand.list, pair.count == 2,
                    case .integer(let divisor) = pair[0], case .integer(let number) = held
                else { return nil }
                return number.isMultiple(of: divisor)
            }),
        Mutant(
            "mod-of-digits", .operators, "`$mod` converts text to a number",
            .testing { condition, held in
                guard condition.comparison == "$mod", let number = held.text.flatMap({ Int($0) }) else { return nil }
                return condition.holds(for: [condition.field: .integer(number)])
            }),
        Mutant(
            "mod-none-as-zero", .operators, "`$mod` takes None for 0",
            .testing { condition, held in
                guard condition.comparison == "$mod", held == .null else { return nil }
                return condition.holds(for: [condition.field: 0])
            }),
    ]
}

extension Fault {
    /// Evaluates `$glob` with changed patterns and texts.
    fileprivate static func globbing(
        _ change: @escaping @Sendable (_ pattern: String, _ text: String) -> (String, String)
    ) -> Fault {
        .testing { condition, held in
            guard condition.comparison == "$glob", let pattern = condition.operand.text, let text = held.text else {
                return nil
            }
            let (changed, looked) = change(pattern, text)
            return CheckCondition("x", "$glob", .text(changed)).holds(for: ["x": .text(looked)])
        }
    }
}
