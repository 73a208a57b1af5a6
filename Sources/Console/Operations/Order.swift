/// The order of two values; a NaN is unordered relative to everything.
enum Order {
    case less, equal, greater, unordered

    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self.init(left < right, left == right)
    }

    init(_ isLess: Bool, _ isEqual: Bool) {
        self = isEqual ? .equal : isLess ? .less : .greater
    }

    func satisfies(_ operation: ComparisonOperator) -> Bool {
        switch operation {
        case .less: self == .less
        case .lessOrEqual: self == .less || self == .equal
        case .greater: self == .greater
        case .greaterOrEqual: self == .greater || self == .equal
        default: false
        }
    }
}
