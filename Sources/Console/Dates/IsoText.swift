/// `fromisoformat`, as of Python 3.11.
enum IsoText {
    static func datetime(_ text: Str) throws -> DateTime {
        let failure = PythonException.valueError("Invalid isoformat string: \(text.repr)")
        let scalars = text.scalars
        guard scalars.count >= 7 else { throw failure }
        let end = dateEnd(scalars)
        guard end > 0, end <= scalars.count, let date = try date(scalars[..<end]) else { throw failure }
        guard end < scalars.count else {
            return DateTime(date: date, time: ClockTime(microseconds: 0), zone: nil)
        }
        guard let time = try time(scalars[(end + 1)...]) else { throw failure }
        return DateTime(date: date, time: time, zone: time.zone)
    }

    static func date(_ text: Str) throws -> CivilDate {
        guard [7, 8, 10].contains(text.count), let date = try date(text.scalars[...]) else {
            throw PythonException.valueError("Invalid isoformat string: \(text.repr)")
        }
        return date
    }

    static func time(_ text: Str) throws -> ClockTime {
        var scalars = text.scalars[...]
        if scalars.first == "T" { scalars = scalars.dropFirst() }
        guard let time = try time(scalars) else {
            throw PythonException.valueError("Invalid isoformat string: \(text.repr)")
        }
        return time
    }

    // MARK: - Dates

    /// Where the date ends and the separator stands; negative where neither can be.
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

    private static func date(_ text: ArraySlice<Unicode.Scalar>) throws -> CivilDate? {
        var rest = text
        guard let year = number(&rest, 4) else { return nil }
        let hasDashes = rest.first == "-"
        if hasDashes { rest.removeFirst() }
        if rest.first == "W" {
            rest.removeFirst()
            return try week(&rest, year, hasDashes)
        }
        guard let month = number(&rest, 2) else { return nil }
        if hasDashes {
            guard rest.popFirst() == "-" else { return nil }
        }
        guard let day = number(&rest, 2), rest.isEmpty else { return nil }
        return try CivilDate(year: year, month: month, day: day)
    }

    private static func week(_ rest: inout ArraySlice<Unicode.Scalar>, _ year: Int, _ hasDashes: Bool) throws
        -> CivilDate?
    {
        guard let week = number(&rest, 2) else { return nil }
        var weekday = 1
        if !rest.isEmpty {
            if hasDashes {
                guard rest.popFirst() == "-" else { return nil }
            }
            guard let given = number(&rest, 1), rest.isEmpty else { return nil }
            weekday = given
        }
        guard (1...9999).contains(year) else { return nil }
        let start = CivilDate.firstISOMonday(year)
        let weeks = (CivilDate.firstISOMonday(year + 1) - start) / 7
        guard week >= 1, week <= weeks, (1...7).contains(weekday) else { return nil }
        return CivilDate(ordinal: start + (week - 1) * 7 + weekday - 1)
    }

    static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy(\.isDigit) else { return nil }
        rest = rest.dropFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
    }

    // MARK: - Times

    private static func time(_ text: ArraySlice<Unicode.Scalar>) throws -> ClockTime? {
        let mark = text.firstIndex { $0 == "+" || $0 == "-" || $0 == "Z" } ?? text.endIndex
        guard let fields = clock(text[..<mark]) else { return nil }
        var zone: FixedZone?
        if mark < text.endIndex {
            guard let parsed = try self.zone(text[mark], text[(mark + 1)...]) else { return nil }
            zone = parsed
        }
        return try ClockTime(
            hour: fields[0], minute: fields[1], second: fields[2], microsecond: fields[3], zone: zone)
    }

    private static func zone(_ mark: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>) throws -> FixedZone? {
        if mark == "Z" { return rest.isEmpty ? .utc : nil }
        guard let fields = clock(rest) else { return nil }
        let seconds = Int64(fields[0] * 3600 + fields[1] * 60 + fields[2])
        let offset = (seconds * 1_000_000 + Int64(fields[3])) * (mark == "-" ? -1 : 1)
        guard let zone = FixedZone(offsetMicroseconds: offset) else {
            let delta = TimeDelta(microseconds: Int(offset))
            throw PythonException.valueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                    + "not \(delta.repr).")
        }
        return zone
    }

    /// Hour, minute, second and microsecond: with colons or without, cut short anywhere; nil where malformed.
    private static func clock(_ text: ArraySlice<Unicode.Scalar>) -> [Int]? {
        var rest = text
        var fields: [Int] = []
        var hasColons: Bool?
        while fields.count < 3 {
            guard let field = number(&rest, 2) else { return nil }
            fields.append(field)
            guard let next = rest.first else { break }
            if fields.count == 3 { break }
            let isColon = next == ":"
            if let hasColons, hasColons != isColon { return nil }
            hasColons = isColon
            if isColon { rest.removeFirst() }
        }
        fields += Array(repeating: 0, count: 4 - fields.count)
        guard let point = rest.popFirst() else { return fields }
        guard point == "." || point == ",", !rest.isEmpty, rest.allSatisfy(\.isDigit) else { return nil }
        let digits = rest.prefix(6)
        fields[3] = digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
        for _ in digits.count..<6 { fields[3] *= 10 }
        return fields
    }
}
