import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `$eq`, `$ne`, `$in` and `$nin`, of several operators on a key, and of unknown operators.
    static let operators = equality + membership + combinations + unknown

    private static let equality = [
        Mutant(
            "eq-none-matches-nothing", .operators, "`{'$eq': None}` finds nothing",
            .testing { condition, _ in condition.comparison == "$eq" && condition.operand == .null ? false : nil }),
        Mutant(
            "eq-as-ne", .operators, "`$eq` is taken for `$ne`", .taking("$eq", for: "$ne")),
        Mutant(
            "eq-dates-never", .operators, "`$eq` with a date finds nothing",
            .testing { condition, _ in condition.comparison == "$eq" && condition.operand.instant != nil ? false : nil }
        ),
        Mutant(
            "ne-passes-over-none", .operators, "`$ne` skips records that hold None, as SQL does",
            .testing { condition, held in
                condition.name == "$ne" && condition.operand != .null && held == .null ? false : nil
            }),
        Mutant(
            "ne-date-passes-over-none", .operators, "`$ne` with a date skips None",
            .testing { condition, held in
                condition.name == "$ne" && condition.operand.instant != nil && held == .null ? false : nil
            }),
        Mutant(
            "ne-none-matches-all", .operators, "`{'$ne': None}` finds everything",
            .testing { condition, _ in condition.name == "$ne" && condition.operand == .null ? true : nil }),
        Mutant(
            "ne-as-eq", .operators, "`$ne` is taken for `$eq`", .taking("$ne", for: "$eq")),
        Mutant(
            "ne-other-type-passed-over", .operators, "`$ne` skips values of another type",
            .testing { condition, held in
                condition.name == "$ne" && held != .null && condition.operand != .null
                    && held.typeName != condition.operand.typeName ? false : nil
            }),
    ]

    private static let membership = [
        Mutant(
            "in-first-only", .operators, "`$in` uses only its first item",
            .conditions { condition in
                guard condition.comparison == "$in", let items = condition.operand.list else { return condition }
                return CheckCondition(condition.field, "$in", .list(Array(items.prefix(1))))
            }),
        Mutant(
            "in-list-cut", .operators, "`$in` uses only its first 100 items",
            .conditions { condition in
                guard condition.comparison == "$in", let items = condition.operand.list else { return condition }
                return CheckCondition(condition.field, "$in", .list(Array(items.prefix(100))))
            }),
        Mutant(
            "in-needs-texts", .operators, "`$in` ignores items that are not text",
            .conditions { condition in
                guard condition.comparison == "$in", let items = condition.operand.list else { return condition }
                return CheckCondition(condition.field, "$in", .list(items.filter { $0.text != nil || $0 == .null }))
            }),
        Mutant(
            "in-part-of-an-item", .operators, "`$in` finds a text that is part of an item",
            .testing { condition, held in
                guard condition.comparison == "$in", let text = held.text, let items = condition.operand.list else {
                    return nil
                }
                return items.contains { $0.text?.contains(text) ?? false }
            }),
        Mutant(
            "in-ignores-none", .operators, "None in the list of `$in` matches nothing",
            .testing { condition, held in condition.comparison == "$in" && held == .null ? false : nil }),
        Mutant(
            "in-always-none", .operators, "`$in` finds records that hold None",
            .testing { condition, held in
                condition.comparison == "$in" && held == .null && condition.operand != [] ? true : nil
            }),
        Mutant(
            "in-refuses-unlike", .operators, "`$in` refuses a list with values of different types",
            .refusing("TypeError") { request in
                request.check?.conditions.contains { condition in
                    guard condition.comparison == "$in", let items = condition.operand.list else { return false }
                    return Set(items.filter { $0 != .null }.map(\.typeName)).count > 1
                } ?? false
            }),
        Mutant(
            "in-refuses-none", .operators, "`$in` refuses a list with None",
            .refusing { request in
                request.check?.conditions.contains {
                    $0.comparison == "$in" && ($0.operand.list?.contains(.null) ?? false)
                } ?? false
            }),
        Mutant(
            "in-empty-matches-all", .operators, "`$in` with an empty list finds everything",
            .testing([.find]) { condition, _ in condition.comparison == "$in" && condition.operand == [] ? true : nil }),
        Mutant(
            "in-empty-drops-all", .operators, "`$in` with an empty list drops everything",
            .testing([.dropMatching]) { condition, _ in
                condition.comparison == "$in" && condition.operand == [] ? true : nil
            }),
        Mutant(
            "in-empty-refused", .operators, "`$in` with an empty list is refused",
            .refusing("OperationalError") { request in
                request.check?.conditions.contains { $0.comparison == "$in" && $0.operand == [] } ?? false
            }),
        Mutant(
            "nin-passes-over-none", .operators, "`$nin` skips records that hold None, as SQL does",
            .testing { condition, held in
                condition.comparison == "$nin" && condition.operand != [] && held == .null ? false : nil
            }),
        Mutant(
            "nin-last-only", .operators, "`$nin` uses only its last item",
            .conditions { condition in
                guard condition.comparison == "$nin", let items = condition.operand.list else { return condition }
                return CheckCondition(condition.field, "$nin", .list(Array(items.suffix(1))))
            }),
        Mutant(
            "nin-as-in", .operators, "`$nin` is taken for `$in`", .taking("$nin", for: "$in") { $0 != [] }),
        Mutant(
            "nin-empty-matches-nothing", .operators, "`$nin` with an empty list finds nothing",
            .testing { condition, _ in condition.comparison == "$nin" && condition.operand == [] ? false : nil }),
        Mutant(
            "nin-empty-passes-over-none", .operators, "`$nin` with an empty list skips None",
            .testing { condition, held in
                condition.comparison == "$nin" && condition.operand == [] && held == .null ? false : nil
            }),
    ]

    private static let combinations = [
        Mutant(
            "several-last-only", .operators, "of several operators on a key only the last counts",
            .checks { Document($0.lastOperators().map { ($0.field, $0.criterion) }) }),
        Mutant(
            "several-first-only", .operators, "of several operators on a key only the first counts",
            .checks { Document($0.firstOperators().map { ($0.field, $0.criterion) }) }),
        Mutant(
            "several-any", .operators, "of several operators on a key one match is enough",
            .matching { check, record in
                check.allSatisfy { field, criterion in
                    let conditions = Document([(field, criterion)]).conditions
                    return conditions.contains { $0.holds(for: record) }
                }
            }),
    ]

    private static let unknown = [
        Mutant(
            "unknown-ignored-in-find", .operators, "an unknown operator is ignored when finding",
            .conditions([.find]) { $0.isKnown ? $0 : nil }),
        Mutant(
            "unknown-ignored-in-drop", .operators, "an unknown operator is ignored when dropping",
            .conditions([.dropMatching]) { $0.isKnown ? $0 : nil }),
        Mutant(
            "unknown-matches-nothing", .operators, "an unknown operator matches nothing",
            .method(.find) { request, next in
                let isKnown = request.check?.conditions.allSatisfy(\.isKnown) ?? true
                return isKnown ? try await next(request) : []
            }),
        Mutant(
            "unknown-noticed-late", .operators, "an unknown operator raises only if a value is not None",
            .lazily { $0.allSatisfy { $0 == .null } }),
        Mutant(
            "unknown-noticed-with-records", .operators, "an unknown operator raises only if there is a record",
            .lazily { $0.isEmpty }),
        Mutant(
            "unknown-after-failing-ignored", .operators, "an unknown operator after one without a match is ignored",
            .method(.find) { request, next in
                let conditions = request.check?.conditions ?? []
                guard let place = conditions.firstIndex(where: { !$0.isKnown }), place > 0 else {
                    return try await next(request)
                }
                let before = Document(conditions: Array(conditions[..<place]))
                let found = try await next(.findRecords(check: before, keys: nil))
                return found.records.isEmpty ? [] : try await next(request)
            }),
        Mutant(
            "unknown-drops-first", .operators,
            "an unknown operator raises only after the rest of the check has dropped records",
            .method(.dropMatching) { request, next in
                let known = (request.check?.conditions ?? []).filter(\.isKnown)
                if known.count < request.check?.conditions.count ?? 0, !known.isEmpty {
                    _ = try await next(.dropMatchingRecords(check: Document(conditions: known)))
                }
                return try await next(request)
            }),
        Mutant(
            "unknown-another-error", .operators, "an unknown operator raises an error other than KeyError",
            isTolerable: true,
            .errors([.find, .dropMatching], as: "OperationFailure")),
        Mutant(
            "le-as-lte", .operators, "`$le` is another name of `$lte`", .taking("$le", for: "$lte")),
    ]
}

extension Fault {
    /// Ignores an unknown operator, depending on the stored values.
    ///
    /// - Parameter isOverlooked: whether to ignore the operator, given the values of its key in all records.
    fileprivate static func lazily(_ isOverlooked: @escaping @Sendable ([Value]) -> Bool) -> Fault {
        .handling { request, next in
            guard let unknown = request.check?.conditions.first(where: { !$0.isKnown }) else {
                return try await next(request)
            }
            let values = try await next(.findRecords(check: [:], keys: nil)).records.map { $0[unknown.field] ?? .null }
            guard isOverlooked(values) else { return try await next(request) }
            return request.databaseMethod == .find ? [] : .null
        }
    }
}

extension CheckCondition {
    fileprivate var isKnown: Bool {
        let names = [
            "$eq", "$ne", "$lt", "$lte", "$gt", "$gte", "$in", "$nin", "$glob", "$exists", "$all", "$mod",
        ]
        return names.contains(name)
    }
}

extension Document {
    fileprivate func lastOperators() -> [(field: String, criterion: Value)] {
        map { ($0.name, Self.only($0.value) { $0.last }) }
    }

    fileprivate func firstOperators() -> [(field: String, criterion: Value)] {
        map { ($0.name, Self.only($0.value) { $0.first }) }
    }

    /// Keeps one of several known operators; returns any other criterion unchanged.
    private static func only(
        _ criterion: Value, _ pick: ([(name: String, value: Value)]) -> (name: String, value: Value)?
    ) -> Value {
        guard case .document(let operators) = criterion, operators.count > 1,
            Document([("field", criterion)]).conditions.allSatisfy({ $0.isKnown && $0.comparison != nil }),
            let picked = pick(Array(operators))
        else { return criterion }
        return .document([picked.name: picked.value])
    }
}
