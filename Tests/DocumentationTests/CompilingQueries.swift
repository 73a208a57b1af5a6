import TaskDatabases

/// A condition on an indexed column of a store of rows.
enum ColumnCondition {
    case isNull(String)
    case isOneOf(String, [Value])
    case isBetween(String, earliest: Instant?, latest: Instant?)
}

/// What the store can decide by its indexes; every match satisfies all of it.
func compiled(_ query: Query) -> [ColumnCondition] {
    query.conditions.compactMap { condition in
        guard ["msg_id", "completed", "submitted"].contains(condition.field) else { return nil }
        switch condition.operator {
        case .equal(.null): return .isNull(condition.field)
        case .equal(let value): return .isOneOf(condition.field, [value])
        case .in(let values): return .isOneOf(condition.field, values.values)
        case .range(.greater, .instant(let bound)), .range(.greaterOrEqual, .instant(let bound)):
            return .isBetween(condition.field, earliest: bound, latest: nil)
        case .range(.less, .instant(let bound)), .range(.lessOrEqual, .instant(let bound)):
            return .isBetween(condition.field, earliest: nil, latest: bound)
        default: return nil
        }
    }
}

/// The records that match a check, among the rows that the store finds by its indexes.
func find(_ check: Document, in rows: ([ColumnCondition]) -> [TaskRecord]) throws -> [TaskRecord] {
    let query = try Query(check)
    return rows(compiled(query)).filter { query.matches($0.fields) }
}
