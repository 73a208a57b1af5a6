/// A `datetime.timezone`: a fixed offset from UTC.
package struct FixedZone: Hashable, Sendable {
    /// In microseconds, east positive; less than a day.
    package let offset: Int64
    let name: Str?

    package static let utc = FixedZone(offset: 0, name: nil)

    /// Nil where the offset is a day or more.
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

    /// What `str` and `tzname` give.
    var label: String {
        if let name { return name.string }
        return offset == 0 ? "UTC" : "UTC" + offsetText
    }

    /// `+01:00`, with seconds and their fraction where there are any.
    var offsetText: String {
        let magnitude = Int64(offset.magnitude)
        let hasSeconds = magnitude % 60_000_000 != 0
        let text = ClockTime.text(magnitude, timespec: hasSeconds ? .auto : .minutes)
        return (offset < 0 ? "-" : "+") + text
    }
}
