import BigInt

/// A `datetime.timedelta`: at most 999999999 days, positive or negative.
package struct TimeDelta: Hashable, Sendable {
    /// The duration in microseconds.
    package let microseconds: BigInt

    static let day: BigInt = 86_400_000_000

    static let minimum = TimeDelta(valid: -999_999_999 * day)
    static let maximum = TimeDelta(valid: 1_000_000_000 * day - 1)

    private init(valid microseconds: BigInt) {
        self.microseconds = microseconds
    }

    init(microseconds: Int) {
        self.microseconds = BigInt(microseconds)
    }

    /// - Throws: OverflowError if the duration is too long.
    init(checking microseconds: BigInt) throws {
        let days = Numbers.floorDivide(microseconds, Self.day).quotient
        guard days.magnitude <= 999_999_999 else {
            guard days.magnitude <= BigUInt(Int32.max) else {
                throw PythonException.overflow("Python int too large to convert to C int")
            }
            throw PythonException.overflow("days=\(days); must have magnitude <= 999999999")
        }
        self.microseconds = microseconds
    }

    var fields: (days: Int, seconds: Int, microseconds: Int) {
        let (days, rest) = Numbers.floorDivide(microseconds, Self.day)
        let inDay = Int(rest)
        return (Int(days), inDay / 1_000_000, inDay % 1_000_000)
    }

    func scaled(by factor: BigInt) throws -> TimeDelta {
        try TimeDelta(checking: microseconds * factor)
    }

    var totalSeconds: Double {
        (try? Numbers.quotient(microseconds, 1_000_000)) ?? 0
    }

    var repr: String {
        let (days, seconds, microseconds) = fields
        var parts: [String] = []
        if days != 0 { parts.append("days=\(days)") }
        if seconds != 0 { parts.append("seconds=\(seconds)") }
        if microseconds != 0 { parts.append("microseconds=\(microseconds)") }
        return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.joined(separator: ", ")))"
    }

    /// The duration as `str` formats it: `-1 day, 23:59:59`.
    var text: String {
        let (days, seconds, microseconds) = fields
        let unit = days.magnitude == 1 ? "day" : "days"
        var text = days == 0 ? "" : "\(days) \(unit), "
        text += "\(seconds / 3600):" + Digits.padded(seconds / 60 % 60, 2) + ":" + Digits.padded(seconds % 60, 2)
        return microseconds == 0 ? text : text + "." + Digits.padded(microseconds, 6)
    }
}
