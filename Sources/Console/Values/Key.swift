import BigInt

/// A value as a dict key: two keys are equal exactly if Python finds the values equal.
///
/// Rare cases with large payloads are boxed to keep the others small.
enum Key: Hashable {
    case none
    case ellipsis
    case small(Int)
    indirect case big(BigInt)
    case float(UInt64)
    case str(Str)
    case bytes([UInt8])
    case tuple([Key])
    case set(Set<Key>)
    indirect case range([BigInt])
    case instant(Int64)
    case naive(Int64)
    case date(Int)
    indirect case time(aware: Bool, Int64)
    indirect case timedelta(BigInt)
    case timezone(Int64)
    indirect case type(String)
    indirect case name(String)
    case identity(ObjectIdentifier)

    /// - Throws: TypeError if the value is not hashable.
    init(_ object: Object, meter: Meter, depth: Int = 0) throws {
        try meter.enter(depth)
        switch object {
        case .none: self = .none
        case .ellipsis: self = .ellipsis
        case .notImplemented: self = .name("NotImplemented")
        case .bool(let value): self = .small(value ? 1 : 0)
        case .int(let value): self = Key(integer: value)
        case .float(let value): self = Key(float: value)
        case .str(let text): self = .str(text)
        case .bytes(let bytes): self = .bytes(bytes)
        case .tuple(let tuple):
            self = .tuple(try tuple.items.map { try Key($0, meter: meter, depth: depth + 1) })
        case .set(let set) where set.isFrozen: self = .set(Set(set.members.live.map(\.key)))
        case .range(let range): self = Key(range: range)
        case .datetime(let moment):
            self = moment.zone == nil ? .naive(moment.localMicroseconds) : .instant(moment.comparable)
        case .date(let date): self = .date(date.ordinal)
        case .time(let time): self = .time(aware: time.zone != nil, time.comparable)
        case .timedelta(let delta): self = .timedelta(delta.microseconds)
        case .timezone(let zone): self = .timezone(zone.offset)
        case .type(let type): self = .type(type.qualifiedName)
        case .module(let module): self = .name(module.name)
        case .builtin(let function): self = .identity(ObjectIdentifier(function.identity))
        case .host(let host): self = .identity(ObjectIdentifier(host))
        case .list, .dict, .set: throw PythonException.typeError("unhashable type: '\(object.typeName)'")
        case .view(let view) where view.part != .values:
            throw PythonException.typeError("unhashable type: '\(object.typeName)'")
        case .view, .iterator, .function, .method, .exception:
            self = object.cell.map { .identity(ObjectIdentifier($0)) } ?? .none
        }
    }
}

extension Key {
    private init(integer: BigInt) {
        self = Int(exactly: integer).map(Key.small) ?? .big(integer)
    }

    private init(float: Double) {
        if let integer = BigInt(exactly: float) {
            self.init(integer: integer)
        } else {
            self = .float(float.bitPattern)
        }
    }

    private init(range: RangeObject) {
        let count = range.count
        self = .range(count == 0 ? [] : count == 1 ? [1, range.start] : [count, range.start, range.step])
    }
}
