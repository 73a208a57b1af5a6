import BigInt

/// A Python `range`, which is not expanded in memory.
package struct RangeObject {
    let start: BigInt
    let stop: BigInt
    let step: BigInt

    var count: BigInt {
        if step > 0 {
            return start < stop ? (stop - start - 1) / step + 1 : 0
        }
        return start > stop ? (start - stop - 1) / -step + 1 : 0
    }

    func value(at index: BigInt) -> BigInt {
        start + index * step
    }

    /// Returns the index of a number in the range, or nil if it is not a member.
    func index(of value: BigInt) -> BigInt? {
        let (quotient, remainder) = (value - start).quotientAndRemainder(dividingBy: step)
        return remainder.isZero && quotient >= 0 && quotient < count ? quotient : nil
    }
}
