import Fuzzing
import TaskDatabases
import Wire

extension Fault {
    /// Replaces each condition of a check; nil removes it.
    static func conditions(
        _ methods: [Method] = [.find, .dropMatching], _ change: @escaping @Sendable (CheckCondition) -> CheckCondition?
    ) -> Fault {
        .checks(methods) { Document(conditions: $0.conditions.compactMap(change)) }
    }

    /// Evaluates one operator as another.
    static func taking(
        _ name: String, for other: String, if isTaken: @escaping @Sendable (Value) -> Bool = { _ in true }
    )
        -> Fault
    {
        .conditions { condition in
            guard condition.comparison == name, isTaken(condition.operand) else { return condition }
            return CheckCondition(condition.field, other, condition.operand)
        }
    }

    /// Evaluates conditions with a function.
    ///
    /// - Parameter test: whether a stored value satisfies the condition; nil for the correct answer.
    static func testing(
        _ methods: [Method] = [.find, .dropMatching], _ test: @escaping @Sendable (CheckCondition, Value) -> Bool?
    ) -> Fault {
        .matching(methods) { check, record in
            check.conditions.allSatisfy { condition in
                test(condition, record[condition.field] ?? .null) ?? condition.holds(for: record)
            }
        }
    }

    /// Decides with a function whether two values are equal: in a plain value, `$eq`, `$ne`, `$in` and `$nin`.
    ///
    /// - Parameters:
    ///   - fields: the keys whose values are compared so; nil for every key.
    ///   - equals: whether a stored value is equal to an operand; nil for the correct answer.
    static func comparing(
        _ fields: [String]? = nil, _ equals: @escaping @Sendable (_ held: Value, _ operand: Value) -> Bool?
    ) -> Fault {
        .testing { condition, held in
            guard fields?.contains(condition.field) ?? true else { return nil }
            let isEqual = { (operand: Value) in equals(held, operand) ?? held.matches(operand) }
            return switch condition.name {
            case "$eq": isEqual(condition.operand)
            case "$ne": !isEqual(condition.operand)
            case "$in": condition.operand.list?.contains(where: isEqual)
            case "$nin": condition.operand.list.map { !$0.contains(where: isEqual) }
            default: nil
            }
        }
    }

    /// Compares texts after changing both.
    static func comparingTexts(_ fields: [String], _ change: @escaping @Sendable (String) -> String) -> Fault {
        .comparing(fields) { held, operand in
            guard let left = held.text, let right = operand.text else { return nil }
            return ExactText(change(left)) == ExactText(change(right))
        }
    }

    /// Decides with a function which records match a valid check.
    static func matching(
        _ methods: [Method] = [.find, .dropMatching],
        _ matches: @escaping @Sendable (_ check: Document, _ record: Document) -> Bool
    ) -> Fault {
        .handling { request, next in
            guard let check = request.check, methods.contains(request.databaseMethod) else {
                return try await next(request)
            }
            let keys: [String]? = if case .findRecords(_, let keys) = request { keys } else { nil }
            // An invalid check must still raise.
            _ = try await next(.findRecords(check: check, keys: keys))
            let all = try await next(.findRecords(check: [:], keys: nil)).records
            let found = all.filter { matches(check, $0) }.map { Value.text($0.msgID) }
            return try await next(request.replacing(check: ["msg_id": ["$in": .list(found)]]))
        }
    }

    /// Returns None for a key that no record has, which breaks a **should**: a mutant and a variant do this.
    static let unknownKeysAsNone = Fault.method(.find) { request, next in
        guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else { return try await next(request) }
        let known = keys.filter(TaskRecord.keys.contains)
        let reply = try await next(.findRecords(check: check, keys: known + ["msg_id"]))
        return reply.mapRecords { record in keys.reduce(record) { $0[$1] == nil ? $0.setting($1, .null) : $0 } }
    }
}
