import BigInt
import Foundation

/// Arithmetic on Python's numbers, where it differs from Swift's.
enum Numbers {
    /// Compares two numbers of any types exactly; returns nil if one is not a number.
    static func compare(_ left: Object, _ right: Object) -> Order? {
        if case .float(let left) = left {
            if case .float(let right) = right { return compare(left, right) }
            guard let right = right.asInteger else { return nil }
            return flipped(compare(right, left))
        }
        guard let left = left.asInteger else { return nil }
        if case .float(let right) = right { return compare(left, right) }
        return right.asInteger.map { Order(left, $0) }
    }

    private static func compare(_ left: Double, _ right: Double) -> Order {
        left.isNaN || right.isNaN ? .unordered : Order(left, right)
    }

    private static func compare(_ left: BigInt, _ right: Double) -> Order {
        if right.isNaN { return .unordered }
        if right.isInfinite { return right > 0 ? .less : .greater }
        let floor = right.rounded(.down)
        let order = Order(left, BigInt(floor))
        return order == .equal && floor < right ? .less : order
    }

    private static func flipped(_ order: Order) -> Order {
        switch order {
        case .less: .greater
        case .greater: .less
        default: order
        }
    }

    /// Returns the double nearest to an integer, ties to even, or nil if it is out of range.
    static func double(_ value: BigInt) -> Double? {
        if let small = Int(exactly: value) { return Double(small) }
        let bits = value.magnitude.bitWidth
        guard bits <= 1024 else { return nil }
        let shift = bits - 64
        let top = value.magnitude >> shift
        let isExact = top << shift == value.magnitude
        // The lowest bit stands for all bits that were cut off: it only breaks ties.
        let mantissa = UInt64(top) | (isExact ? 0 : 1)
        let result = scalbn(Double(mantissa), shift)
        guard result.isFinite else { return nil }
        return value.signum() < 0 ? -result : result
    }

    static func float(_ object: Object) throws -> Double? {
        if case .float(let value) = object { return value }
        guard let integer = object.asInteger else { return nil }
        guard let value = double(integer) else { throw PythonException.overflow("int too large to convert to float") }
        return value
    }

    /// Divides two integers with a single rounding.
    static func quotient(_ left: BigInt, _ right: BigInt) throws -> Double {
        guard !right.isZero else { throw PythonException.division("division by zero") }
        let exact: BigInt = 1 << 53
        if left.magnitude <= exact.magnitude, right.magnitude <= exact.magnitude {
            return (double(left) ?? 0) / (double(right) ?? 1)
        }
        let isNegative = (left.signum() < 0) != (right.signum() < 0)
        // 66 bits of the quotient and a sticky bit determine the rounding; a subnormal result needs fewer.
        var shift = 66 - (left.magnitude.bitWidth - right.magnitude.bitWidth)
        shift = min(shift, 1076)
        let numerator = shift >= 0 ? left.magnitude << shift : left.magnitude
        let denominator = shift >= 0 ? right.magnitude : right.magnitude << -shift
        var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        if !remainder.isZero { quotient |= 1 }
        guard let mantissa = double(rounding: quotient, shift: -shift) else {
            throw PythonException.overflow("integer division result too large for a float")
        }
        return isNegative ? -mantissa : mantissa
    }

    /// Computes `value · 2^shift`, rounded once to the nearest double, ties to even.
    private static func double(rounding value: BigUInt, shift: Int) -> Double? {
        if value.isZero { return 0 }
        let exponent = value.bitWidth - 1 + shift
        guard exponent <= 1024 else { return nil }
        let precision = min(53, exponent + 1075)
        guard precision > 0 else { return precision == 0 ? roundedUpHalf(value) : 0 }
        let drop = value.bitWidth - precision
        var mantissa = drop > 0 ? value >> drop : value
        if drop > 0 {
            let rest = value - (mantissa << drop)
            let half = BigUInt(1) << (drop - 1)
            if rest > half || rest == half && mantissa & 1 == 1 { mantissa += 1 }
        }
        let result = scalbn(Double(UInt64(mantissa)), shift + max(drop, 0))
        return result.isFinite ? result : nil
    }

    /// Rounds a value of at least half the least subnormal: exactly half to zero, more to the subnormal.
    private static func roundedUpHalf(_ value: BigUInt) -> Double {
        value == BigUInt(1) << (value.bitWidth - 1) ? 0 : .leastNonzeroMagnitude
    }

    // MARK: - Division that rounds down

    static func floorDivide(_ left: BigInt, _ right: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        var (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        if !remainder.isZero, (remainder.signum() < 0) != (right.signum() < 0) {
            quotient -= 1
            remainder += right
        }
        return (quotient, remainder)
    }

    static func floorDivide(_ left: Double, _ right: Double) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(left, right)
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = copysign(0, right)
        }
        guard quotient != 0 else { return (copysign(0, left / right), remainder) }
        var floor = quotient.rounded(.down)
        if quotient - floor > 0.5 { floor += 1 }
        return (floor, remainder)
    }
}

extension BigInt {
    /// Equals `init(_:)`, which is slower because it takes an integer of any type.
    init(word value: Int) { self.init(integerLiteral: Int64(value)) }
}
