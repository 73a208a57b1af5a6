import BigInt
import Foundation

/// Arithmetic on Python's numbers where Swift's differs.
enum Numbers {
    /// How two numbers stand, exactly, whatever their types; nil where one is no number.
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

    /// The double nearest an integer, ties to even; nil past the range of doubles.
    static func double(_ value: BigInt) -> Double? {
        if let small = Int(exactly: value) { return Double(small) }
        let bits = value.magnitude.bitWidth
        guard bits <= 1024 else { return nil }
        let shift = bits - 64
        let top = value.magnitude >> shift
        let isExact = top << shift == value.magnitude
        // The lowest of 64 bits stands for all the bits below: it only breaks ties.
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

    /// `left / right` of integers, rounded once.
    static func quotient(_ left: BigInt, _ right: BigInt) throws -> Double {
        guard !right.isZero else { throw PythonException.division("division by zero") }
        let exact: BigInt = 1 << 53
        if left.magnitude <= exact.magnitude, right.magnitude <= exact.magnitude {
            return (double(left) ?? 0) / (double(right) ?? 1)
        }
        let isNegative = (left.signum() < 0) != (right.signum() < 0)
        // 66 bits of quotient and one that says whether more follow are enough to round by; fewer where it is subnormal.
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

    /// `value · 2^shift`, rounded once to the nearest double, ties to even.
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

    /// Below half the least subnormal is zero; above is that subnormal.
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
    /// The same as `init(_:)`, which takes any type of integer and for that many times as long.
    init(word value: Int) { self.init(integerLiteral: Int64(value)) }
}
