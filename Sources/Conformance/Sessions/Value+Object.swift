import BigInt
import Console
import TaskDatabases

/// What a session's objects and a database's values are to each other.
extension Value {
    /// Nesting beyond this is refused: no page needs it, and a list that holds itself has no end.
    private static let maximumDepth = 100

    /// The value of an object.
    ///
    /// - Throws: `PythonException`: TypeError for an object that no record can hold, OverflowError for an integer beyond
    ///   64 bits.
    package init(_ object: Object, depth: Int = 0) throws {
        guard depth < Self.maximumDepth else {
            throw PythonException(type: "ValueError", message: "nested more than \(Self.maximumDepth) levels deep")
        }
        switch object {
        case .none: self = .null
        case .bool(let bool): self = .bool(bool)
        case .int(let integer): self = .integer(try Self.integer(integer))
        case .float(let double): self = .double(double)
        case .str(let text): self = .text(text.string)
        case .bytes(let bytes): self = .bytes(bytes)
        case .datetime(let datetime): self = .instant(try Self.instant(datetime))
        case .list(let list): self = .list(try list.items.map { try Value($0, depth: depth + 1) })
        case .tuple(let tuple): self = .list(try tuple.items.map { try Value($0, depth: depth + 1) })
        case .set(let set): self = .list(try set.items.map { try Value($0, depth: depth + 1) })
        case .dict(let dict): self = .document(try Document(dict, depth: depth))
        default:
            throw PythonException(type: "TypeError", message: "a task record cannot hold a \(object.typeName)")
        }
    }

    private static func integer(_ integer: BigInt) throws -> Int {
        if let integer = Int(exactly: integer) { return integer }
        throw PythonException(type: "OverflowError", message: "a task record holds integers of up to 64 bits")
    }

    private static func instant(_ datetime: DateTime) throws -> Instant {
        if let microseconds = datetime.microsecondsSince1970 {
            let offset = (datetime.zone?.offset ?? 0).quotientAndRemainder(dividingBy: 60_000_000)
            return Instant(
                microseconds: Int(microseconds), offsetMinutes: offset.remainder == 0 ? Int(offset.quotient) : 0)
        }
        throw PythonException(
            type: "ValueError", message: "a naive datetime is no point in time: give it a tzinfo such as timezone.utc")
    }
}

extension Document {
    package init(_ dict: DictObject, depth: Int = 0) throws {
        var pairs: [(String, Value)] = []
        pairs.reserveCapacity(dict.count)
        try dict.visit { key, value in
            guard case .str(let name) = key else {
                throw PythonException(type: "TypeError", message: "keys must be str, not \(key.typeName)")
            }
            pairs.append((name.string, try Value(value, depth: depth + 1)))
        }
        self.init(pairs)
    }
}

extension Object {
    /// The object of a value: fresh, so that changing it changes nothing else.
    package init(_ value: Value) {
        self =
            switch value {
            case .null: .none
            case .bool(let bool): .bool(bool)
            case .integer(let integer): .integer(integer)
            case .double(let double): .float(double)
            case .text(let text): .string(text)
            case .bytes(let bytes): .bytes(bytes)
            case .instant(let instant): Object(instant)
            case .list(let values): .list(values.map(Object.init))
            case .document(let document): .dict(DictObject(document))
            }
    }
}

extension Object {
    /// A value outside the range of datetime stays a number; the protocol lets no such value through.
    private init(_ instant: Instant) {
        let microseconds = Int64(instant.microseconds)
        let zone = FixedZone(offsetMicroseconds: Int64(instant.offsetMinutes) * 60_000_000) ?? .utc
        let datetime =
            DateTime(microsecondsSince1970: microseconds, zone: zone) ?? DateTime(microsecondsSince1970: microseconds)
        self = datetime.map(Object.datetime) ?? .integer(instant.microseconds)
    }
}

extension DictObject {
    convenience init(_ document: Document) {
        self.init(capacity: document.count)
        for (name, value) in document { self[name] = Object(value) }
    }
}
