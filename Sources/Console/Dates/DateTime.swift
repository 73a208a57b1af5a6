/// A `datetime.datetime`: years 1 to 9999, to the microsecond.
package struct DateTime: Hashable, Sendable {
    /// The local time, in microseconds since 1970-01-01T00:00 of the same zone.
    let localMicroseconds: Int64
    /// The zone; nil for a naive datetime.
    package let zone: FixedZone?

    static let day: Int64 = 86_400_000_000
    private static let minimum = Int64(1 - PythonDate.epochOrdinal) * day
    private static let maximum = Int64(PythonDate.maximumOrdinal - PythonDate.epochOrdinal + 1) * day - 1

    init(date: PythonDate, time: ClockTime, zone: FixedZone?) {
        localMicroseconds = Int64(date.ordinal - PythonDate.epochOrdinal) * Self.day + time.microseconds
        self.zone = zone
    }

    /// Returns nil outside the years 1 to 9999.
    init?(localMicroseconds: Int64, zone: FixedZone?) {
        guard localMicroseconds >= Self.minimum, localMicroseconds <= Self.maximum else { return nil }
        self.localMicroseconds = localMicroseconds
        self.zone = zone
    }

    /// Makes an aware datetime; returns nil if its local year is outside 1 to 9999.
    package init?(microsecondsSince1970: Int64, zone: FixedZone = .utc) {
        let (local, overflow) = microsecondsSince1970.addingReportingOverflow(zone.offset)
        guard !overflow else { return nil }
        self.init(localMicroseconds: local, zone: zone)
    }

    /// The instant in microseconds since 1970 UTC; nil for a naive datetime.
    package var microsecondsSince1970: Int64? {
        zone.map { localMicroseconds - $0.offset }
    }

    var comparable: Int64 { localMicroseconds - (zone?.offset ?? 0) }

    var date: PythonDate {
        let days = Int(localMicroseconds.floorDivided(by: Self.day))
        return PythonDate(ordinal: days + PythonDate.epochOrdinal) ?? PythonDate.first
    }

    /// The time of day, without the zone.
    var time: ClockTime {
        ClockTime(microseconds: localMicroseconds - localMicroseconds.floorDivided(by: Self.day) * Self.day)
    }

    func isEqual(to other: DateTime) -> Bool {
        (zone == nil) == (other.zone == nil) && comparable == other.comparable
    }

    func order(to other: DateTime) throws -> Order {
        guard (zone == nil) == (other.zone == nil) else {
            throw PythonException.typeError("can't compare offset-naive and offset-aware datetimes")
        }
        return Order(comparable, other.comparable)
    }

    func isoFormat(separator: String = "T", timespec: ClockTime.Timespec = .auto) -> String {
        date.isoFormat + separator + ClockTime.text(time.microseconds, timespec: timespec) + (zone?.offsetText ?? "")
    }

    var repr: String {
        let (year, month, day) = date.fields
        let time = time
        var fields = "\(year), \(month), \(day), \(time.hour), \(time.minute)"
        if time.second != 0 || time.microsecond != 0 { fields += ", \(time.second)" }
        if time.microsecond != 0 { fields += ", \(time.microsecond)" }
        return "datetime.datetime(\(fields)\(zone.map { ", tzinfo=\($0.repr)" } ?? ""))"
    }

    /// Returns the same instant in another zone; takes a naive datetime as UTC.
    ///
    /// - Throws: OverflowError outside the years 1 to 9999.
    func converted(to target: FixedZone) throws -> DateTime {
        guard let moment = DateTime(localMicroseconds: comparable + target.offset, zone: target) else {
            throw PythonException.overflow("date value out of range")
        }
        return moment
    }
}

extension PythonDate {
    static let first = PythonDate(valid: 1)
    static let last = PythonDate(valid: maximumOrdinal)
    /// 1900-01-01: the date `strftime` gives a time, and the default of `strptime`.
    static let epoch = PythonDate(valid: 693_596)
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
