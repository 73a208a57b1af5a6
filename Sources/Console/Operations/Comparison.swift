import BigInt

/// The comparison operators.
struct Comparison {
    let meter: Meter

    func holds(_ operation: ComparisonOperator, _ left: Object, _ right: Object) throws -> Bool {
        switch operation {
        case .equal: try equal(left, right)
        case .notEqual: try !equal(left, right)
        case .isSame: same(left, right)
        case .isNot: !same(left, right)
        default: try ordered(operation, left, right, depth: 0)
        }
    }

    func less(_ left: Object, _ right: Object) throws -> Bool {
        try ordered(.less, left, right, depth: 0)
    }

    /// Compares by identity (`is`). Immutable values are identical if they are equal and of the same type.
    func same(_ left: Object, _ right: Object) -> Bool {
        switch (left, right) {
        case (.none, .none), (.ellipsis, .ellipsis), (.notImplemented, .notImplemented): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern
        case (.str(let left), .str(let right)): left == right
        case (.bytes(let left), .bytes(let right)): left == right
        case (.type(let left), .type(let right)): left.qualifiedName == right.qualifiedName
        case (.datetime(let left), .datetime(let right)): left == right
        case (.date(let left), .date(let right)): left == right
        case (.timedelta(let left), .timedelta(let right)): left == right
        case (.timezone(let left), .timezone(let right)): left == right
        case (.host(let left), .host(let right)): left === right
        case (.builtin(let left), .builtin(let right)): left.identity === right.identity
        case (.module(let left), .module(let right)): left.name == right.name
        case (.tuple(let left), .tuple(let right)): left === right || left.items.isEmpty && right.items.isEmpty
        case (.method(let left), .method(let right)):
            left === right || left.name == right.name && isModule(left.receiver) && isModule(right.receiver)
        default: left.cell.map { $0 === right.cell } ?? false
        }
    }

    private func isModule(_ object: Object) -> Bool {
        if case .module = object { true } else { false }
    }

    /// Compares as containers compare their items: identical objects are equal, even a NaN with itself.
    func sameOrEqual(_ left: Object, _ right: Object, depth: Int = 0) throws -> Bool {
        if case .float(let left) = left, case .float(let right) = right, left.isNaN {
            return left.bitPattern == right.bitPattern
        }
        if let left = left.cell, left === right.cell { return true }
        return try equal(left, right, depth: depth)
    }

    func equal(_ left: Object, _ right: Object, depth: Int = 0) throws -> Bool {
        try meter.enter(depth)
        switch (left, right) {
        case (.bool, _), (.int, _), (.float, _): return Numbers.compare(left, right) == .equal
        case (.str(let left), .str(let right)):
            try meter.charge(min(left.count, right.count) / 64)
            return left == right
        case (.bytes(let left), .bytes(let right)): return left == right
        case (.list(let left), .list(let right)): return try equalItems(left.items, right.items, depth)
        case (.tuple(let left), .tuple(let right)): return try equalItems(left.items, right.items, depth)
        case (.dict(let left), .dict(let right)): return try equalDicts(left, right, depth)
        case (.set, _), (.view, _): return try equalSets(left, right, depth)
        case (.range(let left), .range(let right)):
            return try Key(.range(left), meter: meter) == Key(.range(right), meter: meter)
        case (.datetime(let left), .datetime(let right)): return left.isEqual(to: right)
        case (.time(let left), .time(let right)): return left.isEqual(to: right)
        case (.timezone(let left), .timezone(let right)): return left.offset == right.offset
        default: return same(left, right)
        }
    }

    private func equalItems(_ left: [Object], _ right: [Object], _ depth: Int) throws -> Bool {
        guard left.count == right.count else { return false }
        for (left, right) in zip(left, right) where try !sameOrEqual(left, right, depth: depth + 1) {
            return false
        }
        return true
    }

    private func equalDicts(_ left: DictObject, _ right: DictObject, _ depth: Int) throws -> Bool {
        guard left.count == right.count else { return false }
        for entry in left.live {
            guard let other = right.value(of: entry.key) else { return false }
            guard try sameOrEqual(entry.value, other, depth: depth + 1) else { return false }
        }
        return true
    }

    private func equalSets(_ left: Object, _ right: Object, _ depth: Int) throws -> Bool {
        guard let left = try SetAlgebra.members(of: left, meter: meter),
            let right = try SetAlgebra.members(of: right, meter: meter)
        else { return same(left, right) }
        try meter.charge(left.count)
        return left.count == right.count && left.live.allSatisfy { right.value(of: $0.key) != nil }
    }
}

// MARK: - Order

extension Comparison {
    private func ordered(_ operation: ComparisonOperator, _ left: Object, _ right: Object, depth: Int) throws -> Bool {
        try meter.enter(depth)
        switch (left, right) {
        case (.bool, _), (.int, _), (.float, _):
            guard let order = Numbers.compare(left, right) else { break }
            return order.satisfies(operation)
        case (.str(let left), .str(let right)): return Order(left, right).satisfies(operation)
        case (.bytes(let left), .bytes(let right)):
            return Order(left.lexicographicallyPrecedes(right), left == right).satisfies(operation)
        case (.list(let left), .list(let right)):
            return try orderedItems(operation, left.items, right.items, depth)
        case (.tuple(let left), .tuple(let right)):
            return try orderedItems(operation, left.items, right.items, depth)
        case (.set, _), (.view, _):
            guard let left = try SetAlgebra.members(of: left, meter: meter),
                let right = try SetAlgebra.members(of: right, meter: meter)
            else { break }
            return SetAlgebra.holds(operation, left, right)
        case (.datetime(let left), .datetime(let right)):
            return try left.order(to: right).satisfies(operation)
        case (.datetime, .date): throw PythonException.typeError("can't compare datetime.datetime to datetime.date")
        case (.date, .datetime): throw PythonException.typeError("can't compare datetime.datetime to datetime.date")
        case (.date(let left), .date(let right)): return Order(left.ordinal, right.ordinal).satisfies(operation)
        case (.time(let left), .time(let right)): return try left.order(to: right).satisfies(operation)
        case (.timedelta(let left), .timedelta(let right)):
            return Order(left.microseconds, right.microseconds).satisfies(operation)
        default: break
        }
        throw PythonException.typeError(
            "'\(operation.rawValue)' not supported between instances of '\(left.type.qualifiedName)' and "
                + "'\(right.type.qualifiedName)'")
    }

    private func orderedItems(_ operation: ComparisonOperator, _ left: [Object], _ right: [Object], _ depth: Int)
        throws -> Bool
    {
        for (left, right) in zip(left, right) where try !sameOrEqual(left, right, depth: depth + 1) {
            return try ordered(operation, left, right, depth: depth + 1)
        }
        return Order(left.count, right.count).satisfies(operation)
    }
}
