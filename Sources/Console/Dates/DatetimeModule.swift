import BigInt

/// The module `datetime` and the constructors of its types.
enum DatetimeModule {
    /// Returns the module's member of this name, or nil if there is no such member.
    static func member(_ name: String) throws -> Object? {
        switch name {
        case "datetime": .type(.datetime)
        case "date": .type(.date)
        case "time": .type(.time)
        case "timedelta": .type(.timedelta)
        case "timezone": .type(.timezone)
        case "tzinfo": .type(.tzinfo)
        case "UTC": .timezone(.utc)
        case "MINYEAR": .integer(1)
        case "MAXYEAR": .integer(9999)
        case "datetime_CAPI", "sys": throw Unsupported("`datetime.\(name)`")
        default: nil
        }
    }

    /// Calls one of the module's types; returns nil for a type of another module.
    static func construct(_ type: TypeObject, _ arguments: Arguments) throws -> Object? {
        guard type.module == "datetime" else { return nil }
        switch type.name {
        case "datetime": return .datetime(try datetime(arguments))
        case "date": return .date(try date(arguments))
        case "time": return .time(try time(arguments))
        case "timedelta": return .timedelta(try timedelta(arguments))
        case "timezone": return .timezone(try timezone(arguments))
        case "tzinfo": throw Unsupported("`tzinfo()`")
        default: return nil
        }
    }

    private static let timeFields = ["hour", "minute", "second", "microsecond", "tzinfo", "fold"]
    private static let fields = ["year", "month", "day"] + timeFields

    /// The arguments that name a time of day, before their ranges are checked.
    private struct Clock {
        let hour, minute, second, microsecond: Int

        init(_ given: CArguments) throws {
            (hour, minute) = (try given.int("hour"), try given.int("minute"))
            (second, microsecond) = (try given.int("second"), try given.int("microsecond"))
        }

        func time(_ zone: FixedZone?) throws -> ClockTime {
            try ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond, zone: zone)
        }
    }

    private static func rejectFold(_ arguments: CArguments) throws {
        let fold = try arguments.int("fold")
        guard fold == 0 || fold == 1 else { throw PythonException.valueError("fold must be either 0 or 1") }
        if fold == 1 { throw Unsupported("`fold=1`") }
    }

    private static func datetime(_ arguments: Arguments) throws -> DateTime {
        let given = try CArguments(arguments, function: nil, fields, required: 3, maximumPositional: 8)
        let (year, month, day) = (try given.int("year"), try given.int("month"), try given.int("day"))
        let clock = try Clock(given)
        let zone = try given.zone()
        try rejectFold(given)
        let date = try PythonDate(year: year, month: month, day: day)
        return DateTime(date: date, time: try clock.time(nil), zone: zone)
    }

    private static func date(_ arguments: Arguments) throws -> PythonDate {
        let given = try CArguments(arguments, function: nil, ["year", "month", "day"], required: 3)
        return try PythonDate(year: given.int("year"), month: given.int("month"), day: given.int("day"))
    }

    private static func time(_ arguments: Arguments) throws -> ClockTime {
        let given = try CArguments(arguments, function: nil, timeFields, maximumPositional: 5)
        let clock = try Clock(given)
        let zone = try given.zone()
        try rejectFold(given)
        return try clock.time(zone)
    }

    private static func timezone(_ arguments: Arguments) throws -> FixedZone {
        let given = try CArguments(arguments, function: "timezone", ["offset", "name"], required: 1)
        guard case .timedelta(let delta)? = given["offset"] else {
            let type = given["offset"]?.type.qualifiedName ?? "NoneType"
            throw PythonException.typeError("timezone() argument 1 must be datetime.timedelta, not \(type)")
        }
        var name: Str?
        if let value = given["name"] {
            guard case .str(let text) = value else {
                throw PythonException.typeError("timezone() argument 2 must be str, not \(value.type.qualifiedName)")
            }
            name = text
        }
        guard delta.microseconds.magnitude < TimeDelta.day.magnitude, let offset = Int64(exactly: delta.microseconds)
        else {
            throw PythonException.valueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                    + "not \(delta.repr).")
        }
        return FixedZone(offset: offset, name: name)
    }

    // MARK: - timedelta

    private static let units: [(name: String, microseconds: BigInt)] = [
        ("days", 86_400_000_000), ("seconds", 1_000_000), ("microseconds", 1), ("milliseconds", 1000),
        ("minutes", 60_000_000), ("hours", 3_600_000_000), ("weeks", 604_800_000_000),
    ]

    /// Adds up whole units exactly; rounds the sum of all fractions once, half to even.
    private static func timedelta(_ arguments: Arguments) throws -> TimeDelta {
        let given = try CArguments(arguments, function: "__new__", units.map(\.name))
        var whole: BigInt = 0
        var fraction = 0.0
        for name in ["microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks"] {
            guard let value = given[name], let unit = units.first(where: { $0.name == name })?.microseconds else {
                continue
            }
            if let integer = value.asInteger {
                whole += integer * unit
            } else if case .float(let number) = value {
                guard number.isFinite else {
                    throw number.isNaN
                        ? PythonException.valueError("cannot convert float NaN to integer")
                        : PythonException.overflow("cannot convert float infinity to integer")
                }
                let integral = number.rounded(.towardZero)
                whole += BigInt(integral) * unit
                let rest = (number - integral) * Double(Int(unit))
                let restIntegral = rest.rounded(.towardZero)
                whole += BigInt(restIntegral)
                fraction += rest - restIntegral
            } else {
                throw PythonException.typeError(
                    "unsupported type for timedelta \(name) component: \(value.type.qualifiedName)")
            }
        }
        if fraction != 0 {
            var rounded = fraction.rounded(.toNearestOrAwayFromZero)
            if abs(rounded - fraction) == 0.5 {
                let isOdd = whole.magnitude & 1 == 1
                rounded = 2 * ((fraction + (isOdd ? 1 : 0)) * 0.5).rounded(.toNearestOrAwayFromZero) - (isOdd ? 1 : 0)
            }
            whole += BigInt(rounded)
        }
        return try TimeDelta(checking: whole)
    }
}
