/// The `fromisoformat` methods of Python 3.11.
enum IsoText {
    static func datetime(_ text: Str) throws -> DateTime {
        let failure = PythonException.valueError("Invalid isoformat string: \(text.repr)")
        let scalars = text.scalars
        guard scalars.count >= 7 else { throw failure }
        let end = dateEnd(scalars)
        guard end > 0, end <= scalars.count, let day = day(scalars[..<end]) else { throw failure }
        guard end < scalars.count else {
            return DateTime(date: try day.date, time: ClockTime(microseconds: 0), zone: nil)
        }
        guard let moment = try moment(scalars[(end + 1)...]) else { throw failure }
        // CPython reads the whole text before it checks any range.
        let date = try day.date
        let time = try moment.time
        return DateTime(date: date, time: time, zone: time.zone)
    }

    static func date(_ text: Str) throws -> PythonDate {
        guard [7, 8, 10].contains(text.count), let day = day(text.scalars[...]) else {
            throw PythonException.valueError("Invalid isoformat string: \(text.repr)")
        }
        return try day.date
    }

    static func time(_ text: Str) throws -> ClockTime {
        var scalars = text.scalars[...]
        if scalars.first == "T" { scalars = scalars.dropFirst() }
        guard let moment = try moment(scalars) else {
            throw PythonException.valueError("Invalid isoformat string: \(text.repr)")
        }
        return try moment.time
    }

    // MARK: - Dates

    /// The index of the separator that ends the date; negative if no date can end there.
    private static func dateEnd(_ text: [Unicode.Scalar]) -> Int {
        if text.count == 7 { return 7 }
        func isDigit(_ place: Int) -> Bool { place < text.count && text[place].isDigit }
        if text[4] == "-" {
            guard text[5] == "W" else { return 10 }
            guard text.count > 8, text[8] == "-" else { return 8 }
            if text.count == 9 { return -1 }
            return text.count > 10 && isDigit(10) ? 8 : 10
        }
        guard text[4] == "W" else { return 8 }
        var place = 7
        while isDigit(place) { place += 1 }
        return place < 9 ? place : place.isMultiple(of: 2) ? 7 : 8
    }

    /// The fields of a date as written, before their ranges are checked.
    private struct Day {
        let year: Int
        let month: Int
        let day: Int

        var date: PythonDate {
            get throws { try PythonDate(year: year, month: month, day: day) }
        }
    }

    /// Reads a date from the start of the text. Like CPython, ignores what follows it.
    private static func day(_ text: ArraySlice<Unicode.Scalar>) -> Day? {
        var rest = text
        guard let year = number(&rest, 4) else { return nil }
        let hasDashes = rest.first == "-"
        if hasDashes { rest.removeFirst() }
        if rest.first == "W" {
            rest.removeFirst()
            return week(&rest, year, hasDashes)
        }
        guard let month = number(&rest, 2) else { return nil }
        if hasDashes {
            guard rest.popFirst() == "-" else { return nil }
        }
        guard let day = number(&rest, 2) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func week(_ rest: inout ArraySlice<Unicode.Scalar>, _ year: Int, _ hasDashes: Bool) -> Day? {
        guard let week = number(&rest, 2) else { return nil }
        var weekday = 1
        if !rest.isEmpty {
            if hasDashes {
                guard rest.popFirst() == "-" else { return nil }
            }
            guard let given = number(&rest, 1) else { return nil }
            weekday = given
        }
        guard (1...9999).contains(year) else { return nil }
        let start = PythonDate.firstISOMonday(year)
        let weeks = (PythonDate.firstISOMonday(year + 1) - start) / 7
        guard week >= 1, week <= weeks, (1...7).contains(weekday) else { return nil }
        return PythonDate(ordinal: start + (week - 1) * 7 + weekday - 1).map {
            Day(year: $0.fields.year, month: $0.fields.month, day: $0.fields.day)
        }
    }

    static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy(\.isDigit) else { return nil }
        rest = rest.dropFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
    }

    // MARK: - Times

    /// The fields of a time as written, before their ranges are checked.
    private struct Moment {
        let clock: Clock
        let zone: FixedZone?

        var time: ClockTime {
            get throws {
                try ClockTime(
                    hour: clock.hour, minute: clock.minute, second: clock.second, microsecond: clock.microsecond,
                    zone: zone)
            }
        }
    }

    private static func moment(_ text: ArraySlice<Unicode.Scalar>) throws -> Moment? {
        let mark = text.firstIndex { $0 == "+" || $0 == "-" || $0 == "Z" } ?? text.endIndex
        guard let clock = Clock(text, until: mark) else { return nil }
        // Like CPython, ignores what stands between a time and its zone.
        guard mark < text.endIndex else { return clock.endsText ? Moment(clock: clock, zone: nil) : nil }
        return try zone(text[mark], text[(mark + 1)...]).map { Moment(clock: clock, zone: $0) }
    }

    private static func zone(_ mark: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>) throws -> FixedZone? {
        if mark == "Z" { return rest.isEmpty ? .utc : nil }
        guard let clock = Clock(rest, until: rest.endIndex), clock.endsText else { return nil }
        let seconds = Int64(clock.hour * 3600 + clock.minute * 60 + clock.second)
        let offset = (seconds * 1_000_000 + Int64(clock.microsecond)) * (mark == "-" ? -1 : 1)
        guard let zone = FixedZone(offsetMicroseconds: offset) else {
            let delta = TimeDelta(microseconds: Int(offset))
            throw PythonException.valueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                    + "not \(delta.repr).")
        }
        return zone
    }
}

/// Reads hour, minute, second and microsecond, with or without colons; the smaller units are optional.
///
/// Follows the steps of CPython 3.11, which accepts more than ISO 8601: any characters between the time and its zone,
/// and a fraction without a point or after a colon.
private struct Clock {
    private(set) var hour = 0
    private(set) var minute = 0
    private(set) var second = 0
    private(set) var microsecond = 0
    /// Whether nothing follows the time.
    private(set) var endsText = false

    /// - Parameter end: the index of the zone, or the end of the text.
    init?(_ text: ArraySlice<Unicode.Scalar>, until end: Int) {
        let fields: [WritableKeyPath<Clock, Int>] = [\.hour, \.minute, \.second]
        var rest = text
        var hasColons = false
        for (place, field) in fields.enumerated() {
            guard let value = IsoText.number(&rest, 2) else { return nil }
            self[keyPath: field] = value
            let next = rest.first
            if place == 0 { hasColons = next == ":" }
            guard rest.startIndex + 1 < end else {
                endsText = next == nil
                return
            }
            if hasColons, next == ":" {
                rest.removeFirst()
            } else if next == "." || next == "," {
                rest.removeFirst()
                break
            } else if hasColons {
                return nil
            }
        }
        let count = min(end - rest.startIndex, 6)
        guard let fraction = IsoText.number(&rest, count) else { return nil }
        microsecond = (count..<6).reduce(fraction) { value, _ in value * 10 }
        endsText = rest.allSatisfy(\.isDigit)
    }
}
