/// The order of one value to another of the same type.
enum ValueOrder: Sendable {
    case ascending, same, descending

    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .ascending : left == right ? .same : .descending
    }
}

extension Value {
    /// Whether a query for the other value finds this one.
    ///
    /// Values of different types never match. Integers and doubles are one type here and compared exactly. Lists and
    /// documents match if all their elements match.
    public func matches(_ other: Value) -> Bool {
        switch (self, other) {
        case (.integer, .double), (.double, .integer): order(to: other) == .same
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.matches($1) }
        case (.document(let left), .document(let right)):
            left.count == right.count
                && left.allSatisfy { field in right[field.name].map { field.value.matches($0) } ?? false }
        default: self == other
        }
    }

    /// The order of this value to another; nil for different types, null, lists, documents and NaN, which have no order.
    func order(to other: Value) -> ValueOrder? {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): ValueOrder(left ? 1 : 0, right ? 1 : 0)
        case (.integer(let left), .integer(let right)): ValueOrder(left, right)
        case (.double(let left), .double(let right)): left.isNaN || right.isNaN ? nil : ValueOrder(left, right)
        case (.integer(let left), .double(let right)): Self.order(left, right)
        case (.double(let left), .integer(let right)): Self.order(right, left)?.reversed
        case (.text(let left), .text(let right)): ValueOrder(ExactText(left), ExactText(right))
        case (.bytes(let left), .bytes(let right)):
            left == right ? .same : left.lexicographicallyPrecedes(right) ? .ascending : .descending
        case (.instant(let left), .instant(let right)): ValueOrder(left, right)
        default: nil
        }
    }

    /// Exact where converting the integer would round: doubles have 53 bits, integers 64.
    private static func order(_ left: Int, _ right: Double) -> ValueOrder? {
        if right.isNaN { return nil }
        guard let whole = Int(exactly: right.rounded(.down)) else { return right > 0 ? .ascending : .descending }
        let order = ValueOrder(left, whole)
        return order == .same && right != right.rounded(.down) ? .ascending : order
    }
}

extension ValueOrder {
    fileprivate var reversed: ValueOrder {
        switch self {
        case .ascending: .descending
        case .same: .same
        case .descending: .ascending
        }
    }
}
