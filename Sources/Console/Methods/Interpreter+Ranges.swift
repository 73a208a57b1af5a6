import BigInt

extension Interpreter {
    /// Clamps an index for insertion or slicing to the sequence's bounds; a negative index counts from the end.
    static func clamp(_ index: BigInt, _ count: Int) -> Int {
        let place = index < 0 ? index + BigInt(count) : index
        return Int(min(max(place, 0), BigInt(count)))
    }

    /// Returns the range of a search from its optional `start` and `end`.
    func range(_ bounds: ArraySlice<Object>, count: Int) throws -> (start: Int, end: Int) {
        let places = try bounds.map { bound -> BigInt? in
            if case .none = bound { return nil }
            guard let integer = bound.asInteger else {
                throw PythonException.typeError(
                    "slice indices must be integers or None or have an __index__ method")
            }
            return integer
        }
        let start = places.first.flatMap(\.self).map { Self.clamp($0, count) } ?? 0
        let end = places.count > 1 ? places[1].map { Self.clamp($0, count) } ?? count : count
        return (start, end)
    }

    func callRange(_ range: RangeObject, _ name: String, _ arguments: Arguments) throws -> Object {
        let value = try arguments.single("range.\(name)")
        let integer: BigInt? = if case .float(let number) = value { BigInt(exactly: number) } else { value.asInteger }
        let place = integer.flatMap(range.index)
        if name == "count" { return .integer(place == nil ? 0 : 1) }
        guard let place else {
            throw PythonException.valueError(
                value.asInteger == nil
                    ? "sequence.index(x): x not in sequence" : "\(try repr(value).string) is not in range")
        }
        return .int(place)
    }

    func callInteger(_ value: BigInt, _ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "bit_length":
            try arguments.none("int.bit_length")
            return .integer(value.magnitude.bitWidth)
        case "bit_count":
            try arguments.none("int.bit_count")
            return .integer(value.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
        case "conjugate":
            try arguments.none("int.conjugate")
            return .int(value)
        case "as_integer_ratio":
            try arguments.none("int.as_integer_ratio")
            return .tuple([.int(value), .int(1)])
        default: throw Unsupported("`int.\(name)`")
        }
    }

    func callFloat(_ value: Double, _ name: String, _ arguments: Arguments) throws -> Object {
        try arguments.none("float.\(name)")
        switch name {
        case "is_integer": return .bool(value.isFinite && value == value.rounded())
        case "conjugate": return .float(value)
        case "as_integer_ratio":
            if value.isNaN { throw PythonException.valueError("cannot convert NaN to integer ratio") }
            if value.isInfinite { throw PythonException.overflow("cannot convert Infinity to integer ratio") }
            let (numerator, denominator) = try DateArithmetic.ratio(value)
            return .tuple([.int(numerator), .int(denominator)])
        default: throw Unsupported("`float.\(name)`")
        }
    }
}
