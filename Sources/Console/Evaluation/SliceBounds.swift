import BigInt

/// The bounds of a slice as written: each an integer or absent.
struct SliceBounds {
    let lower: BigInt?
    let upper: BigInt?
    let step: BigInt?

    /// Returns the indices of a slice of `count` items, as `slice.indices` does.
    ///
    /// - Throws: ValueError if the step is zero.
    func indices(count: BigInt) throws -> RangeObject {
        let step = step ?? 1
        guard !step.isZero else { throw PythonException.valueError("slice step cannot be zero") }
        let isForward = step > 0
        let least: BigInt = isForward ? 0 : -1
        let greatest = isForward ? count : count - 1
        func clamped(_ bound: BigInt?, _ fallback: BigInt) -> BigInt {
            guard let bound else { return fallback }
            return bound < 0 ? max(bound + count, least) : min(bound, greatest)
        }
        return RangeObject(
            start: clamped(lower, isForward ? least : greatest), stop: clamped(upper, isForward ? greatest : least),
            step: step)
    }

    /// Returns the indices of a slice of a sequence in memory.
    func places(count: Int) throws -> [Int] {
        let range = try indices(count: BigInt(count))
        let start = Int(range.start)
        guard let step = Int(exactly: range.step) else { return range.count.isZero ? [] : [start] }
        return (0..<Int(range.count)).map { start + $0 * step }
    }
}
