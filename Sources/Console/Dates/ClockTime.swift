/// A `datetime.time`.
package struct ClockTime: Hashable, Sendable {
    /// Since midnight.
    let microseconds: Int64
    let zone: FixedZone?

    init(microseconds: Int64, zone: FixedZone? = nil) {
        self.microseconds = microseconds
        self.zone = zone
    }

    /// - Throws: ValueError if a field is out of range.
    init(hour: Int, minute: Int, second: Int, microsecond: Int, zone: FixedZone?) throws {
        guard (0...23).contains(hour) else { throw PythonException.valueError("hour must be in 0..23") }
        guard (0...59).contains(minute) else { throw PythonException.valueError("minute must be in 0..59") }
        guard (0...59).contains(second) else { throw PythonException.valueError("second must be in 0..59") }
        guard (0...999_999).contains(microsecond) else {
            throw PythonException.valueError("microsecond must be in 0..999999")
        }
        microseconds = Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond)
        self.zone = zone
    }

    var hour: Int { Int(microseconds / 3_600_000_000) }
    var minute: Int { Int(microseconds / 60_000_000 % 60) }
    var second: Int { Int(microseconds / 1_000_000 % 60) }
    var microsecond: Int { Int(microseconds % 1_000_000) }

    var comparable: Int64 { microseconds - (zone?.offset ?? 0) }

    var isoFormat: String {
        Self.text(microseconds, timespec: .auto) + (zone?.offsetText ?? "")
    }

    var repr: String {
        var fields = "\(hour), \(minute)"
        if second != 0 || microsecond != 0 { fields += ", \(second)" }
        if microsecond != 0 { fields += ", \(microsecond)" }
        return "datetime.time(\(fields)\(zone.map { ", tzinfo=\($0.repr)" } ?? ""))"
    }

    func isEqual(to other: ClockTime) -> Bool {
        (zone == nil) == (other.zone == nil) && comparable == other.comparable
    }

    func order(to other: ClockTime) throws -> Order {
        guard (zone == nil) == (other.zone == nil) else {
            throw PythonException.typeError("can't compare offset-naive and offset-aware times")
        }
        return Order(comparable, other.comparable)
    }

    enum Timespec: String {
        case auto, hours, minutes, seconds, milliseconds, microseconds
    }

    /// Formats a time of day with the fields that `timespec` asks for.
    static func text(_ microseconds: Int64, timespec: Timespec) -> String {
        let time = ClockTime(microseconds: microseconds)
        var text = Digits.padded(time.hour, 2)
        if timespec == .hours { return text }
        text += ":" + Digits.padded(time.minute, 2)
        if timespec == .minutes { return text }
        text += ":" + Digits.padded(time.second, 2)
        switch timespec {
        case .milliseconds: return text + "." + Digits.padded(time.microsecond / 1000, 3)
        case .microseconds: return text + "." + Digits.padded(time.microsecond, 6)
        case .auto where time.microsecond != 0: return text + "." + Digits.padded(time.microsecond, 6)
        default: return text
        }
    }
}
