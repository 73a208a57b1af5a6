import BigInt
import Foundation

/// The arithmetic operators.
struct Operators {
    let meter: Meter

    func unary(_ operation: UnaryOperator, _ value: Object) throws -> Object {
        switch (operation, value) {
        case (.minus, .float(let value)): return .float(-value)
        case (.plus, .float), (.plus, .timedelta): return value
        case (.minus, .timedelta(let delta)): return .timedelta(try delta.scaled(by: -1))
        default: break
        }
        guard let integer = value.asInteger else {
            throw PythonException.typeError(
                "bad operand type for unary \(operation.rawValue): '\(value.type.qualifiedName)'")
        }
        switch operation {
        case .minus: return .int(-integer)
        case .plus: return .int(integer)
        case .invert: return .int(-integer - 1)
        }
    }

    /// - Parameter symbol: the operation's name in messages, if it differs from the operator.
    func binary(_ operation: BinaryOperator, _ left: Object, _ right: Object, symbol: String? = nil) throws -> Object {
        if let result = try numeric(operation, left, right) { return result }
        if let result = try sequence(operation, left, right) { return result }
        if let result = try DateArithmetic.binary(operation, left, right) { return result }
        if let result = try sets(operation, left, right) { return result }
        throw unsupported(operation, left, right, symbol: symbol)
    }

    private func unsupported(_ operation: BinaryOperator, _ left: Object, _ right: Object, symbol: String?)
        -> PythonException
    {
        let name = operation == .power && symbol == nil ? "** or pow()" : symbol ?? operation.rawValue
        return .typeError(
            "unsupported operand type(s) for \(name): '\(left.type.qualifiedName)' and '\(right.type.qualifiedName)'")
    }

    private func sets(_ operation: BinaryOperator, _ left: Object, _ right: Object) throws -> Object? {
        if operation == .or, case .dict(let first) = left, case .dict(let second) = right {
            let union = first.copy()
            try meter.charge(first.count + second.count)
            for entry in second.live { union.set(entry.key, name: entry.name, to: entry.value) }
            return .dict(union)
        }
        guard let first = try SetAlgebra.members(of: left, meter: meter),
            let second = try SetAlgebra.members(of: right, meter: meter)
        else { return nil }
        try meter.charge(first.count + second.count)
        let isFrozen = if case .set(let set) = left { set.isFrozen } else { false }
        return SetAlgebra.combine(operation, first, second).map { .set(SetObject($0, frozen: isFrozen)) }
    }
}

// MARK: - Numbers

extension Operators {
    private func numeric(_ operation: BinaryOperator, _ left: Object, _ right: Object) throws -> Object? {
        if let first = left.asInteger, let second = right.asInteger {
            if case .bool(let first) = left, case .bool(let second) = right {
                switch operation {
                case .and: return .bool(first && second)
                case .or: return .bool(first || second)
                case .xor: return .bool(first != second)
                default: break
                }
            }
            return try integers(operation, first, second)
        }
        guard left.isNumber, right.isNumber, let first = try Numbers.float(left), let second = try Numbers.float(right)
        else { return nil }
        return try floats(operation, first, second).map { .float($0.isNaN ? meter.freshNaN() : $0) }
    }

    private func integers(_ operation: BinaryOperator, _ left: BigInt, _ right: BigInt) throws -> Object {
        switch operation {
        case .add: return .int(try bounded(left + right))
        case .subtract: return .int(try bounded(left - right))
        case .multiply:
            try meter.reserve(bits: BigInt(left.magnitude.bitWidth + right.magnitude.bitWidth))
            return .int(left * right)
        case .divide: return .float(try Numbers.quotient(left, right))
        case .floorDivide:
            guard !right.isZero else { throw PythonException.division("integer division or modulo by zero") }
            try meter.reserve(bits: BigInt(left.magnitude.bitWidth))
            return .int(Numbers.floorDivide(left, right).quotient)
        case .modulo:
            guard !right.isZero else { throw PythonException.division("integer modulo by zero") }
            try meter.reserve(bits: BigInt(left.magnitude.bitWidth))
            return .int(Numbers.floorDivide(left, right).remainder)
        case .power: return try power(left, right)
        case .leftShift, .rightShift: return .int(try shift(operation, left, right))
        case .and: return .int(left & right)
        case .or: return .int(left | right)
        case .xor: return .int(left ^ right)
        case .matrix: throw Unsupported("`@`")
        }
    }

    private func bounded(_ value: BigInt) throws -> BigInt {
        if value.magnitude.bitWidth > 64 { try meter.reserve(bits: BigInt(value.magnitude.bitWidth)) }
        return value
    }

    private func power(_ base: BigInt, _ exponent: BigInt) throws -> Object {
        if exponent < 0 {
            guard let base = Numbers.double(base), let exponent = Numbers.double(exponent) else {
                throw PythonException.overflow("int too large to convert to float")
            }
            return try floats(.power, base, exponent).map(Object.float) ?? .none
        }
        if base.magnitude <= 1 {
            return .int(exponent.isZero ? 1 : base < 0 && exponent.magnitude & 1 == 0 ? 1 : base)
        }
        try meter.reserve(bits: BigInt(base.magnitude.bitWidth) * exponent)
        return .int(base.power(Int(exponent)))
    }

    private func shift(_ operation: BinaryOperator, _ value: BigInt, _ count: BigInt) throws -> BigInt {
        guard count >= 0 else { throw PythonException.valueError("negative shift count") }
        if operation == .leftShift {
            if value.isZero { return 0 }
            try meter.reserve(bits: BigInt(value.magnitude.bitWidth) + count)
            return value << Int(count)
        }
        guard let count = Int(exactly: count), count < value.magnitude.bitWidth else { return value < 0 ? -1 : 0 }
        return Numbers.floorDivide(value, BigInt(1) << count).quotient
    }

    private func floats(_ operation: BinaryOperator, _ left: Double, _ right: Double) throws -> Double? {
        switch operation {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide:
            guard right != 0 else { throw PythonException.division("float division by zero") }
            return left / right
        case .floorDivide:
            guard right != 0 else { throw PythonException.division("float floor division by zero") }
            return Numbers.floorDivide(left, right).quotient
        case .modulo:
            guard right != 0 else { throw PythonException.division("float modulo") }
            return Numbers.floorDivide(left, right).remainder
        case .power: return try power(left, right)
        default: return nil
        }
    }

    private func power(_ base: Double, _ exponent: Double) throws -> Double {
        if base == 0, exponent < 0 {
            throw PythonException.division("0.0 cannot be raised to a negative power")
        }
        if base < 0, base.isFinite, exponent.isFinite, exponent != exponent.rounded() {
            throw Unsupported("a complex number, the result of `**`,")
        }
        let result = pow(base, exponent)
        if result.isInfinite, base.isFinite, exponent.isFinite {
            throw PythonException.overflow("(34, 'Numerical result out of range')")
        }
        return result
    }
}

// MARK: - Sequences

extension Operators {
    private func sequence(_ operation: BinaryOperator, _ left: Object, _ right: Object) throws -> Object? {
        switch operation {
        case .add: try concatenated(left, right)
        case .multiply: try repeated(left, right) ?? repeated(right, left)
        default: nil
        }
    }

    private func concatenated(_ left: Object, _ right: Object) throws -> Object? {
        switch (left, right) {
        case (.str(let left), .str(let right)):
            try meter.reserve(left.count + right.count)
            return .str(left + right)
        case (.bytes(let left), .bytes(let right)):
            try meter.reserve(left.count + right.count)
            return .bytes(left + right)
        case (.list(let left), .list(let right)):
            try meter.reserve(items: left.items.count + right.items.count)
            return .list(left.items + right.items)
        case (.tuple(let left), .tuple(let right)):
            try meter.reserve(items: left.items.count + right.items.count)
            return .tuple(left.items + right.items)
        case (.bytes, _): throw PythonException.typeError("can't concat \(right.type.qualifiedName) to bytes")
        case (.str, _), (.list, _), (.tuple, _):
            let name = left.typeName
            throw PythonException.typeError(
                "can only concatenate \(name) (not \"\(right.type.qualifiedName)\") to \(name)")
        default: return nil
        }
    }

    private func repeated(_ sequence: Object, _ factor: Object) throws -> Object? {
        let unit: Int
        switch sequence {
        case .str(let text): unit = text.count
        case .bytes(let bytes): unit = bytes.count
        case .list(let list): unit = list.items.count * 16
        case .tuple(let tuple): unit = tuple.items.count * 16
        default: return nil
        }
        guard let count = factor.asInteger else {
            throw PythonException.typeError(
                "can't multiply sequence by non-int of type '\(factor.type.qualifiedName)'")
        }
        guard unit > 0 && count > 0 || Int(exactly: count) != nil else {
            throw PythonException.overflow("cannot fit 'int' into an index-sized integer")
        }
        try meter.reserve(unit, times: max(count, 0))
        let times = unit == 0 ? 0 : Int(max(count, 0))
        func copies<Item>(_ items: [Item]) -> [Item] {
            if items.count == 1 { return Array(repeating: items[0], count: times) }
            var result: [Item] = []
            result.reserveCapacity(items.count * times)
            for _ in 0..<times { result += items }
            return result
        }
        switch sequence {
        case .str(let text): return .str(Str(copies(text.scalars)))
        case .bytes(let bytes): return .bytes(copies(bytes))
        case .list(let list): return .list(copies(list.items))
        case .tuple(let tuple): return .tuple(copies(tuple.items))
        default: return nil
        }
    }
}
