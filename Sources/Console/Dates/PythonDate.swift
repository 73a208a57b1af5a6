/// A `datetime.date`: a day of the proleptic Gregorian calendar, year 1 to 9999.
package struct PythonDate: Hashable, Sendable {
    /// The day number; 0001-01-01 is day 1.
    let ordinal: Int

    static let maximumOrdinal = 3_652_059
    static let epochOrdinal = 719_163

    init?(ordinal: Int) {
        guard (1...Self.maximumOrdinal).contains(ordinal) else { return nil }
        self.ordinal = ordinal
    }

    init(valid ordinal: Int) {
        self.ordinal = ordinal
    }

    /// - Throws: ValueError if there is no such day.
    init(year: Int, month: Int, day: Int) throws {
        guard (1...9999).contains(year) else { throw PythonException.valueError("year \(year) is out of range") }
        guard (1...12).contains(month) else { throw PythonException.valueError("month must be in 1..12") }
        guard day >= 1, day <= Self.days(in: month, of: year) else {
            throw PythonException.valueError("day is out of range for month")
        }
        ordinal = Self.daysBefore(year) + Self.daysBefore(month, of: year) + day
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func days(in month: Int, of year: Int) -> Int {
        month == 2 && isLeap(year) ? 29 : lengths[month - 1]
    }

    static func daysBefore(_ year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    static func daysBefore(_ month: Int, of year: Int) -> Int {
        lengths.prefix(month - 1).reduce(0, +) + (month > 2 && isLeap(year) ? 1 : 0)
    }

    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    var fields: (year: Int, month: Int, day: Int) {
        var year = (ordinal - 1) * 400 / 146_097 + 1
        while Self.daysBefore(year) >= ordinal { year -= 1 }
        while Self.daysBefore(year + 1) < ordinal { year += 1 }
        var day = ordinal - Self.daysBefore(year)
        var month = 1
        while day > Self.days(in: month, of: year) {
            day -= Self.days(in: month, of: year)
            month += 1
        }
        return (year, month, day)
    }

    /// The day of the week; Monday is 0.
    var weekday: Int { (ordinal + 6) % 7 }

    var dayOfYear: Int { ordinal - Self.daysBefore(fields.year) }

    /// The ISO year, week and weekday; Monday is 1.
    var isoCalendar: (year: Int, week: Int, weekday: Int) {
        var year = fields.year
        var start = Self.firstISOMonday(year)
        if ordinal < start {
            year -= 1
            start = Self.firstISOMonday(year)
        } else if ordinal >= Self.firstISOMonday(year + 1) {
            year += 1
            start = Self.firstISOMonday(year)
        }
        return (year, (ordinal - start) / 7 + 1, weekday + 1)
    }

    /// The day number of the Monday of ISO week 1, the week with the year's first Thursday.
    static func firstISOMonday(_ year: Int) -> Int {
        let first = daysBefore(year) + 1
        let weekday = (first + 6) % 7
        return first - weekday + (weekday > 3 ? 7 : 0)
    }

    var isoFormat: String {
        let (year, month, day) = fields
        return Digits.padded(year, 4) + "-" + Digits.padded(month, 2) + "-" + Digits.padded(day, 2)
    }

    var repr: String {
        let (year, month, day) = fields
        return "datetime.date(\(year), \(month), \(day))"
    }
}
