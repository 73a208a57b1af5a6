/// The operations on sets, frozensets, and the keys and items of dicts.
enum SetAlgebra {
    /// Returns the members of a set-like value, or nil for other values.
    static func members(of object: Object, meter: Meter) throws -> DictObject? {
        switch object {
        case .set(let set): return set.members
        case .view(let view):
            switch view.part {
            case .keys: return view.dict
            case .values: return nil
            case .items:
                let members = DictObject()
                for item in view.objects { try members.set(item, to: .none, meter: meter) }
                return members
            }
        default: return nil
        }
    }

    static func holds(_ operation: ComparisonOperator, _ left: DictObject, _ right: DictObject) -> Bool {
        switch operation {
        case .less: left.count < right.count && isSubset(left, right)
        case .lessOrEqual: isSubset(left, right)
        case .greater: right.count < left.count && isSubset(right, left)
        case .greaterOrEqual: isSubset(right, left)
        default: false
        }
    }

    static func isSubset(_ left: DictObject, _ right: DictObject) -> Bool {
        left.count <= right.count && left.live.allSatisfy { right.value(of: $0.key) != nil }
    }

    /// Evaluates `|`, `&`, `-` or `^`; returns nil for other operations.
    static func combine(_ operation: BinaryOperator, _ left: DictObject, _ right: DictObject) -> DictObject? {
        let result = DictObject()
        func add(_ entries: [DictObject.Entry]) {
            for entry in entries { result.set(entry.key, name: entry.name, to: .none) }
        }
        switch operation {
        case .or:
            add(left.live)
            add(right.live)
        case .and: add(left.live.filter { right.value(of: $0.key) != nil })
        case .subtract: add(left.live.filter { right.value(of: $0.key) == nil })
        case .xor:
            add(left.live.filter { right.value(of: $0.key) == nil })
            add(right.live.filter { left.value(of: $0.key) == nil })
        default: return nil
        }
        return result
    }
}
