import BigInt

/// Counts the resources that a run uses.
final class Meter {
    let limits: Limits
    private var steps = 0
    private var nans: UInt64 = 0

    init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    func restart() {
        steps = 0
    }

    func charge(_ count: Int) throws {
        steps += min(max(count, 0), limits.steps)
        guard steps <= limits.steps else {
            throw LimitReached(message: "the example takes more than \(limits.steps) steps")
        }
    }

    /// Counts a step at a nesting depth of `depth` values.
    func enter(_ depth: Int) throws {
        guard depth <= limits.depth else {
            throw LimitReached(message: "values nest more than \(limits.depth) deep")
        }
        try charge(1)
    }

    /// Checks that a value of this size is allowed, before it is made, and counts steps for its size.
    func reserve(_ bytes: Int) throws {
        guard bytes <= limits.size else { throw tooLarge }
        try charge(bytes / 16)
    }

    /// Checks that text may grow to this size; its steps are counted when it is written.
    func reserveOutput(_ count: Int) throws {
        guard count <= limits.size else { throw tooLarge }
    }

    func reserve(items: Int) throws {
        let (bytes, overflow) = items.multipliedReportingOverflow(by: 16)
        try reserve(overflow ? .max : bytes)
    }

    /// Checks that `count` repetitions of a value are allowed.
    func reserve(_ bytes: Int, times count: BigInt) throws {
        guard let total = Int(exactly: BigInt(bytes) * count) else { throw tooLarge }
        try reserve(total)
    }

    /// Checks that an integer of this many bits is allowed.
    func reserve(bits: BigInt) throws {
        guard bits <= Self.integerBits else {
            throw LimitReached(message: "integers of more than \(Self.integerBits) bits are too large")
        }
        let words = Int(bits) / 64
        try charge(words * words / 64)
    }

    /// Returns a NaN with a payload of its own: containers compare NaNs by identity, and the payload is the identity.
    func freshNaN() -> Double {
        nans += 1
        return Double(bitPattern: Double.nan.bitPattern | nans & 0xFFFF_FFFF_FFFF)
    }

    static let integerBits: BigInt = 1 << 17

    private var tooLarge: LimitReached {
        LimitReached(message: "a value of more than \(limits.size) bytes is too large")
    }
}
