import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in matching records, except those of operators.
    static let queries = fields + equalities

    private static let fields = [
        Mutant(
            "fields-any", .queries, "of several keys one match is enough",
            .matching { check, record in
                check.isEmpty || check.conditions.contains { $0.holds(for: record) }
            }),
        Mutant(
            "fields-first-only", .queries, "of several keys only the first counts when finding",
            .checks([.find]) { Document($0.prefix(1).map { ($0.name, $0.value) }) }),
        Mutant(
            "fields-last-only", .queries, "of several keys only the last counts when finding",
            .checks([.find]) { Document($0.suffix(1).map { ($0.name, $0.value) }) }),
        Mutant(
            "fields-third-ignored", .queries, "the last of three keys is ignored",
            .checks { Document($0.prefix(2).map { ($0.name, $0.value) }) }),
        Mutant(
            "fields-first-only-in-drop", .queries, "of several keys only the first counts when dropping",
            .checks([.dropMatching]) { Document($0.prefix(1).map { ($0.name, $0.value) }) }),
        Mutant(
            "fields-plain-late-bound", .queries, "every key is compared with the last plain value of the check",
            .checks([.find]) { check in
                guard let last = check.conditions.last(where: { $0.comparison == nil }) else { return check }
                return Document(
                    conditions: check.conditions.map {
                        $0.comparison == nil ? CheckCondition($0.field, nil, last.operand) : $0
                    })
            }),
        Mutant(
            "fields-plain-beside-operator", .queries, "plain values are ignored if the check has an operator",
            .conditions { $0 },
            .checks { check in
                let conditions = check.conditions
                guard conditions.contains(where: { $0.comparison != nil }) else { return check }
                return Document(conditions: conditions.filter { $0.comparison != nil })
            }),
        Mutant(
            "empty-check-passes-over-oldest", .queries,
            "an empty check skips the oldest record if it is finished",
            .handling { request, next in
                let reply = try await next(request)
                guard case .findRecords([:], _) = request, let records = reply.list else { return reply }
                let oldest = try await next(.getHistory).texts.first
                return .list(
                    records.filter { $0.document?.msgID != oldest || ($0.document?["completed"] ?? .null) == .null })
            }),
        Mutant(
            "empty-check-finds-nothing", .queries, "an empty check finds nothing",
            .replies(to: .find) { reply, request in request.check == [:] ? [] : reply }),
        Mutant(
            "empty-check-refused", .queries, "an empty check is refused",
            .refusing("OperationalError") { $0.check == [:] }),
        Mutant(
            "empty-check-drops-nothing", .queries, "an empty check drops nothing",
            .ignoring { $0 == .dropMatchingRecords(check: [:]) }),
        Mutant(
            "nothing-found-raises", .queries, "finding no record raises KeyError",
            .handling { request, next in
                let reply = try await next(request)
                if request.databaseMethod == .find, reply == [] {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "nothing found")
                }
                return reply
            }),
        Mutant(
            "nothing-found-is-none", .queries, "finding no record returns None, not an empty list",
            .replies(to: .find) { reply, _ in reply == [] ? .null : reply }),
        Mutant(
            "found-twice", .queries, "a check with two keys finds each record twice",
            .replies(to: .find) { reply, request in
                guard let check = request.check, check.count == 2, let records = reply.list else { return reply }
                return .list(records + records)
            }),
        Mutant(
            "found-first-only", .queries, "only the first record found is returned",
            .replies(to: .find) { reply, _ in .list(Array((reply.list ?? []).prefix(1))) }),
        Mutant(
            "found-first-hundred", .queries, "at most 100 records are returned",
            .replies(to: .find) { reply, _ in .list(Array((reply.list ?? []).prefix(100))) }),
    ]

    private static let equalities = [
        Mutant(
            "text-ends-alike", .queries, "a text finds any text that ends with it",
            .equality { held, operand in
                guard let held = held.text, let operand = operand.text, !operand.isEmpty else { return nil }
                return held.utf8.reversed().starts(with: operand.utf8.reversed())
            }),
        Mutant(
            "text-begins-alike", .queries, "a text finds any text that begins with it",
            .equality { held, operand in
                guard let held = held.text, let operand = operand.text, !operand.isEmpty else { return nil }
                return held.utf8.starts(with: operand.utf8)
            }),
        Mutant(
            "text-as-pattern", .queries, "a plain text is taken for a pattern",
            .equality { held, operand in
                guard held.text != nil, operand.text != nil else { return nil }
                return CheckCondition("x", "$glob", operand).holds(for: ["x": held])
            }),
        Mutant(
            "text-case-ignored", .queries, "texts are equal whatever their case",
            .equality { held, operand in
                guard let held = held.text, let operand = operand.text else { return nil }
                return held.lowercased().utf8.elementsEqual(operand.lowercased().utf8)
            }),
        Mutant(
            "text-accents-normalised", .queries, "texts are equal when they look the same",
            .equality { held, operand in
                guard let held = held.text, let operand = operand.text else { return nil }
                return held == operand
            }),
        Mutant(
            "text-trailing-space-ignored", .queries, "spaces at the end of a text are ignored",
            .equality { held, operand in
                guard let held = held.text, let operand = operand.text else { return nil }
                return held.trimmed.utf8.elementsEqual(operand.trimmed.utf8)
            }),
        Mutant(
            "integers-as-doubles", .queries, "integers are compared as doubles",
            .testing { condition, held in
                guard case .integer(let left) = held, case .integer(let right) = condition.operand else { return nil }
                return CheckCondition("x", condition.name, .double(Double(right))).holds(for: [
                    "x": .double(Double(left))
                ])
            }),
        Mutant(
            "none-is-empty", .queries, "None finds empty texts, too",
            .equality { held, operand in operand == .null && held == "" ? true : nil }),
        Mutant(
            "none-is-falsy", .queries, "None finds whatever Python calls false",
            .equality { held, operand in
                operand == .null && (held.isEmpty || held == 0 || held == false) ? true : nil
            }),
        Mutant(
            "none-finds-nothing", .queries, "a plain None finds nothing, like `= NULL` in SQL",
            .equality { _, operand in operand == .null ? false : nil }),
        Mutant(
            "none-ignored", .queries, "a key with a plain None is ignored",
            .equality { _, operand in operand == .null ? true : nil }),
        Mutant(
            "numbers-as-texts", .queries, "a text of digits is equal to the number",
            .equality { held, operand in
                guard let text = operand.text, case .integer(let number) = held else { return nil }
                return text == "\(number)"
            }),
        Mutant(
            "bytes-as-texts", .queries, "bytes are equal to the text they spell",
            .equality { held, operand in
                guard case .bytes(let bytes) = operand, let text = held.text else { return nil }
                return text.utf8.elementsEqual(bytes)
            }),
        Mutant(
            "dates-as-texts", .queries, "a date is equal to its ISO 8601 text",
            .equality { held, operand in
                guard let text = operand.text, let instant = held.instant else { return nil }
                return Instant(text) == instant
            }),
        Mutant(
            "dates-as-numbers", .queries, "a date is equal to the number of its seconds",
            .equality { held, operand in
                guard case .integer(let number) = operand, let instant = held.instant else { return nil }
                return instant.microseconds == number.multipliedReportingOverflow(by: 1_000_000).partialValue
            }),
        Mutant(
            "lists-unordered", .queries, "lists are equal whatever their order",
            .equality { held, operand in
                guard let left = held.list, let right = operand.list else { return nil }
                return left.count == right.count && left.allSatisfy(right.contains)
            }),
        Mutant(
            "lists-by-length", .queries, "lists are equal if they have the same length",
            .equality { held, operand in
                guard let left = held.list, let right = operand.list else { return nil }
                return left.count == right.count
            }),
        Mutant(
            "dicts-by-names", .queries, "dicts are equal if they have the same keys",
            .testing { condition, held in
                guard condition.name == "$eq", let left = held.document, let right = condition.operand.document else {
                    return nil
                }
                return left.count == right.count && left.allSatisfy { right[$0.name] != nil }
            }),
    ]
}

extension Fault {
    /// Compares plain values with a function.
    fileprivate static func equality(_ test: @escaping @Sendable (_ held: Value, _ operand: Value) -> Bool?) -> Fault {
        .testing { condition, held in condition.comparison == nil ? test(held, condition.operand) : nil }
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
