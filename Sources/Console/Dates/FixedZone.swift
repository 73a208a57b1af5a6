/// A `datetime.timezone`: a fixed offset from UTC.
package struct FixedZone: Hashable, Sendable {
    /// The offset in microseconds, positive to the east, less than a day.
    package let offset: Int64
    let name: Str?

    /// The zone UTC.
    package static let utc = FixedZone(offset: 0, name: nil)

    /// Returns nil if the offset is a day or more.
    package init?(offsetMicroseconds: Int64) {
        guard offsetMicroseconds.magnitude < UInt64(DateTime.day) else { return nil }
        self.init(offset: offsetMicroseconds, name: nil)
    }

    init(offset: Int64, name: Str?) {
        self.offset = offset
        self.name = name
    }

    private var delta: TimeDelta { TimeDelta(microseconds: Int(offset)) }

    var repr: String {
        if let name { return "datetime.timezone(\(delta.repr), \(name.repr))" }
        return offset == 0 ? "datetime.timezone.utc" : "datetime.timezone(\(delta.repr))"
    }

    /// The zone's name, as `str` and `tzname` return it.
    var label: String {
        if let name { return name.string }
        return offset == 0 ? "UTC" : "UTC" + offsetText
    }

    /// The offset as `+01:00`, followed by seconds and their fraction if it has any.
    var offsetText: String {
        let magnitude = Int64(offset.magnitude)
        let hasSeconds = magnitude % 60_000_000 != 0
        let text = ClockTime.text(magnitude, timespec: hasSeconds ? .auto : .minutes)
        return (offset < 0 ? "-" : "+") + text
    }
}
