/// A point in time, in microseconds since 1970-01-01T00:00:00Z.
///
/// The offset from UTC that it was written with is kept but does not take part in comparisons: 10:00 at +05:30 and 04:30 at
/// UTC are equal. Python's `datetime` covers the years 1 to 9999; an instant outside them cannot be parsed from text.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    public let microseconds: Int
    /// The offset from UTC in minutes, positive east of it: -1439 to 1439.
    public let offsetMinutes: Int

    /// Creates an instant.
    ///
    /// - Parameter offsetMinutes: an offset outside -1439 to 1439 counts as 0.
    public init(microseconds: Int, offsetMinutes: Int = 0) {
        self.microseconds = microseconds
        self.offsetMinutes = (-1439...1439).contains(offsetMinutes) ? offsetMinutes : 0
    }

    public static func == (left: Instant, right: Instant) -> Bool { left.microseconds == right.microseconds }

    public func hash(into hasher: inout Hasher) { hasher.combine(microseconds) }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// 0001-01-01T00:00:00Z, the earliest that Python's `datetime` can hold.
    package static let earliest = Instant(microseconds: -62_135_596_800_000_000)
    /// 9999-12-31T23:59:59.999999Z, the latest.
    package static let latest = Instant(microseconds: 253_402_300_799_999_999)
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, with a fraction of 0, 3 or 6 digits as needed: `2012-01-18T02:27:56.123456Z`.
    public var description: String {
        String(decoding: Self.clockText(microseconds) + [UInt8(ascii: "Z")], as: UTF8.self)
    }

    /// The same at its own offset: `2012-01-18T07:57:56.123456+05:30`; in UTC if the year at that offset is outside 1 to
    /// 9999.
    package var descriptionInItsZone: String {
        let (shown, overflow) = microseconds.addingReportingOverflow(offsetMinutes * 60_000_000)
        let isTold = Self.earliest.microseconds <= shown && shown <= Self.latest.microseconds
        guard offsetMinutes != 0, !overflow, isTold else { return description }
        let minutes = abs(offsetMinutes)
        var text = Self.clockText(shown)
        text.append(UInt8(ascii: offsetMinutes < 0 ? "-" : "+"))
        text.append(digits: minutes / 60, 2)
        text.append(UInt8(ascii: ":"))
        text.append(digits: minutes % 60, 2)
        return String(decoding: text, as: UTF8.self)
    }

    private static func clockText(_ microseconds: Int) -> [UInt8] {
        let (days, inDay) = microseconds.quotientFlooring(by: Self.day)
        let date = CivilDate(daysSince1970: days)
        let (second, fraction) = inDay.quotientAndRemainder(dividingBy: 1_000_000)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        if date.year < 0 { text.append(UInt8(ascii: "-")) }
        text.append(digits: date.year, 4)
        let rest: [(Unicode.Scalar, Int)] = [
            ("-", date.month), ("-", date.day), ("T", second / 3600), (":", second / 60 % 60), (":", second % 60),
        ]
        for (mark, number) in rest {
            text.append(UInt8(ascii: mark))
            text.append(digits: number, 2)
        }
        guard fraction != 0 else { return text }
        text.append(UInt8(ascii: "."))
        if fraction % 1000 == 0 { text.append(digits: fraction / 1000, 3) } else { text.append(digits: fraction, 6) }
        return text
    }

    /// Parses `YYYY-MM-DDTHH:MM:SS`, a fraction of 0 to 6 digits, and `Z` or an offset `±HH:MM`; nil for anything else.
    public init?(_ text: String) {
        var reader = DateReader(text.utf8)
        guard let date = reader.date(), reader.skip("T"), let time = reader.time(), let offset = reader.zone(),
            reader.isAtEnd
        else { return nil }
        self.init(
            microseconds: date.daysSince1970 * Self.day + time - offset * 60_000_000, offsetMinutes: offset)
        guard Self.earliest <= self, self <= Self.latest else { return nil }
    }

    private static let day = 86_400_000_000
}

extension [UInt8] {
    /// The digits of a number, without its sign, at least so many.
    fileprivate mutating func append(digits number: Int, _ width: Int) {
        let start = count
        var rest = number
        while count - start < width || rest != 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: abs(rest % 10)))
            rest /= 10
        }
        self[start...].reverse()
    }
}

extension Int {
    /// The quotient rounded down and its remainder, which is never negative for a positive divisor.
    fileprivate func quotientFlooring(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Scans the parts of an ISO 8601 date, each one only if it is in its range.
private struct DateReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: String.UTF8View) { rest = Array(text)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
        guard rest.count >= digits else { return nil }
        var number = 0
        for byte in rest.prefix(digits) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest.removeFirst(digits)
        return range.contains(number) ? number : nil
    }

    mutating func date() -> CivilDate? {
        guard let year = number(digits: 4, in: 1...9999), skip("-"), let month = number(digits: 2, in: 1...12),
            skip("-"),
            let day = number(digits: 2, in: 1...31)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        return CivilDate(daysSince1970: date.daysSince1970) == date ? date : nil
    }

    /// Microseconds since midnight.
    mutating func time() -> Int? {
        guard let hour = number(digits: 2, in: 0...23), skip(":"), let minute = number(digits: 2, in: 0...59),
            skip(":"),
            let second = number(digits: 2, in: 0...59), let fraction = fraction()
        else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
    }

    private mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        var fraction = 0
        var digits = 0
        while digits < 6, let digit = number(digits: 1, in: 0...9) {
            fraction = fraction * 10 + digit
            digits += 1
        }
        while digits < 6 {
            fraction *= 10
            digits += 1
        }
        return fraction
    }

    /// The offset from UTC in minutes.
    mutating func zone() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("-") ? -1 : 1
        guard sign == -1 || skip("+"), let hour = number(digits: 2, in: 0...23), skip(":"),
            let minute = number(digits: 2, in: 0...59)
        else { return nil }
        return sign * (hour * 60 + minute)
    }
}
