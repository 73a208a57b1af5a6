import BigInt

extension Object {
    /// Whether the value is true in a condition.
    var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let value): value
        case .int(let value): !value.isZero
        case .float(let value): value != 0
        case .str(let text): !text.isEmpty
        case .bytes(let bytes): !bytes.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let tuple): !tuple.items.isEmpty
        case .dict(let dict): dict.count > 0
        case .set(let set): set.count > 0
        case .view(let view): view.dict.count > 0
        case .range(let range): !range.count.isZero
        case .timedelta(let delta): !delta.microseconds.isZero
        default: true
        }
    }

    var isNumber: Bool {
        switch self {
        case .int, .bool, .float: true
        default: false
        }
    }
}
