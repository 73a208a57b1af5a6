import BigInt

extension Interpreter {
    func callDateTime(_ moment: DateTime, _ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "isoformat":
            let given = try CArguments(arguments, function: name, ["sep", "timespec"])
            var separator = "T"
            if let value = given["sep"] {
                guard case .str(let text) = value, text.count == 1 else {
                    let kind = if case .str = value { "str" } else { value.type.qualifiedName }
                    throw PythonException.typeError("isoformat() argument 1 must be a unicode character, not \(kind)")
                }
                separator = text.string
            }
            return .string(moment.isoFormat(separator: separator, timespec: try Self.timespec(given["timespec"])))
        case "replace": return .datetime(try replace(moment, arguments))
        case "astimezone":
            let given = try CArguments(arguments, function: name, ["tz"])
            let local = FixedZone(offset: 0, name: "UTC")
            return .datetime(try moment.converted(to: try given.zone("tz", default: local) ?? local))
        case "timestamp":
            try arguments.none("datetime.timestamp")
            return .float(try Numbers.quotient(BigInt(moment.comparable), 1_000_000))
        case "date":
            try arguments.none("datetime.date")
            return .date(moment.date)
        case "time":
            try arguments.none("datetime.time")
            return .time(moment.time)
        case "timetz":
            try arguments.none("datetime.timetz")
            return .time(ClockTime(microseconds: moment.time.microseconds, zone: moment.zone))
        case "strftime": return .string(try TimeFormat.text(of: moment, try Self.formatArgument(arguments)))
        case "ctime":
            try arguments.none("datetime.ctime")
            return .string(TimeFormat.ctime(moment))
        case "utcoffset", "tzname", "dst":
            try arguments.none("datetime.\(name)")
            return zoneField(name, moment.zone)
        default: return try callDate(moment.date, name, arguments)
        }
    }

    private func zoneField(_ name: String, _ zone: FixedZone?) -> Object {
        guard let zone, name != "dst" else { return .none }
        return name == "tzname" ? .string(zone.label) : .timedelta(TimeDelta(microseconds: Int(zone.offset)))
    }

    static func formatArgument(_ arguments: Arguments) throws -> Str {
        let given = try CArguments(arguments, function: "strftime", ["format"], required: 1)
        guard case .str(let format)? = given["format"] else {
            let type = given["format"]?.type.qualifiedName ?? "NoneType"
            throw PythonException.typeError("strftime() argument 1 must be str, not \(type)")
        }
        return format
    }

    private static func timespec(_ value: Object?) throws -> ClockTime.Timespec {
        guard let value else { return .auto }
        guard case .str(let text) = value else {
            throw PythonException.typeError("isoformat() argument 2 must be str, not \(value.type.qualifiedName)")
        }
        guard let timespec = ClockTime.Timespec(rawValue: text.string) else {
            throw PythonException.valueError("Unknown timespec value")
        }
        return timespec
    }

    private static let dateFields = ["year", "month", "day"]
    private static let timeFields = ["hour", "minute", "second", "microsecond"]

    private func replace(_ moment: DateTime, _ arguments: Arguments) throws -> DateTime {
        let names = Self.dateFields + Self.timeFields + ["tzinfo", "fold"]
        let given = try CArguments(arguments, function: "replace", names, maximumPositional: 8)
        let date = try replaced(moment.date, given)
        let time = try replaced(ClockTime(microseconds: moment.time.microseconds, zone: moment.zone), given)
        return DateTime(date: date, time: time, zone: time.zone)
    }

    private func replaced(_ date: PythonDate, _ given: CArguments) throws -> PythonDate {
        let (year, month, day) = date.fields
        return try PythonDate(
            year: given.int("year", default: year), month: given.int("month", default: month),
            day: given.int("day", default: day))
    }

    private func replaced(_ time: ClockTime, _ given: CArguments) throws -> ClockTime {
        if try given.int("fold") != 0 { throw Unsupported("`fold=1`") }
        return try ClockTime(
            hour: given.int("hour", default: time.hour), minute: given.int("minute", default: time.minute),
            second: given.int("second", default: time.second),
            microsecond: given.int("microsecond", default: time.microsecond), zone: given.zone(default: time.zone))
    }

    // MARK: - Dates, times and zones

    func callDate(_ date: PythonDate, _ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "replace":
            let given = try CArguments(arguments, function: "replace", Self.dateFields)
            return .date(try replaced(date, given))
        case "strftime":
            let moment = DateTime(date: date, time: ClockTime(microseconds: 0), zone: nil)
            return .string(try TimeFormat.text(of: moment, try Self.formatArgument(arguments)))
        default: break
        }
        try arguments.none("date.\(name)")
        switch name {
        case "isoformat": return .string(date.isoFormat)
        case "weekday": return .integer(date.weekday)
        case "isoweekday": return .integer(date.weekday + 1)
        case "toordinal": return .integer(date.ordinal)
        case "ctime":
            return .string(TimeFormat.ctime(DateTime(date: date, time: ClockTime(microseconds: 0), zone: nil)))
        default: throw Unsupported("`date.\(name)`")
        }
    }

    func callTime(_ time: ClockTime, _ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "isoformat":
            let given = try CArguments(arguments, function: name, ["timespec"])
            let timespec = try Self.timespec(given["timespec"])
            return .string(ClockTime.text(time.microseconds, timespec: timespec) + (time.zone?.offsetText ?? ""))
        case "replace":
            let names = Self.timeFields + ["tzinfo", "fold"]
            return .time(try replaced(time, try CArguments(arguments, function: name, names, maximumPositional: 5)))
        case "strftime":
            let moment = DateTime(date: .epoch, time: time, zone: time.zone)
            return .string(try TimeFormat.text(of: moment, try Self.formatArgument(arguments)))
        default:
            try arguments.none("time.\(name)")
            return zoneField(name, time.zone)
        }
    }

    func callZone(_ zone: FixedZone, _ name: String, _ arguments: Arguments) throws -> Object {
        let value = try arguments.single("timezone.\(name)")
        switch value {
        case .none, .datetime: break
        default:
            throw PythonException.typeError(
                "\(name)(dt) argument must be a datetime instance or None, not \(value.type.qualifiedName)")
        }
        if name == "fromutc" { throw Unsupported("`timezone.fromutc`") }
        return zoneField(name, zone)
    }

    // MARK: - Class methods

    func isoArgument(_ arguments: Arguments, of type: String) throws -> Str {
        let value = try arguments.single("\(type).fromisoformat")
        guard case .str(let text) = value else {
            throw PythonException.typeError("fromisoformat: argument must be str")
        }
        return text
    }

    func callDateTimeClass(_ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "now":
            let zone = try CArguments(arguments, function: name, ["tz"]).zone("tz")
            return try moment(clock, zone)
        case "utcnow", "today":
            try arguments.none("datetime.\(name)")
            return try moment(clock, nil)
        case "fromtimestamp", "utcfromtimestamp":
            let names = name == "fromtimestamp" ? ["timestamp", "tz"] : ["timestamp"]
            let given = try CArguments(arguments, function: name, names, required: 1)
            return try moment(try microseconds(given["timestamp"] ?? .none), try given.zone("tz"))
        case "fromisoformat": return .datetime(try IsoText.datetime(try isoArgument(arguments, of: "datetime")))
        case "strptime":
            let values = arguments.positional
            guard values.count == 2, arguments.keywords.isEmpty else {
                throw PythonException.typeError(
                    arguments.keywords.isEmpty
                        ? "strptime() takes exactly 2 arguments (\(values.count) given)"
                        : "datetime.strptime() takes no keyword arguments")
            }
            let (text, format) = (try Self.text(values[0], name, 1), try Self.text(values[1], name, 2))
            return .datetime(try TimeParser.datetime(text, format))
        case "combine": return .datetime(try combine(arguments))
        case "fromordinal", "fromisocalendar":
            guard case .date(let date) = try callDateClass(name, arguments) else { return .none }
            return .datetime(DateTime(date: date, time: ClockTime(microseconds: 0), zone: nil))
        default: throw Unsupported("`datetime.\(name)`")
        }
    }

    private func moment(_ microseconds: Int64, _ zone: FixedZone?) throws -> Object {
        let (local, overflow) = microseconds.addingReportingOverflow(zone?.offset ?? 0)
        guard !overflow, let moment = DateTime(localMicroseconds: local, zone: zone) else {
            let year = 1970 + Int(microseconds / 31_556_952_000_000)
            throw PythonException.valueError("year \(year) is out of range")
        }
        return .datetime(moment)
    }

    /// Converts a timestamp to microseconds, rounded half to even.
    private func microseconds(_ value: Object) throws -> Int64 {
        let exact: BigInt
        if case .float(let seconds) = value {
            if seconds.isNaN { throw PythonException.valueError("Invalid value NaN (not a number)") }
            if seconds.isInfinite { throw PythonException.overflow("timestamp out of range for platform time_t") }
            let (numerator, denominator) = try DateArithmetic.ratio(seconds)
            exact = DateArithmetic.halfEven(numerator * 1_000_000, denominator)
        } else if let seconds = value.asInteger {
            exact = seconds * 1_000_000
        } else {
            throw PythonException.typeError("'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        guard let microseconds = Int64(exactly: exact) else {
            throw PythonException.overflow("timestamp out of range for platform time_t")
        }
        return microseconds
    }

    private func combine(_ arguments: Arguments) throws -> DateTime {
        let given = try CArguments(arguments, function: "combine", ["date", "time", "tzinfo"], required: 2)
        let date: PythonDate
        switch given["date"] {
        case .date(let value): date = value
        case .datetime(let value): date = value.date
        default:
            let type = given["date"]?.type.qualifiedName ?? ""
            throw PythonException.typeError("combine() argument 1 must be datetime.date, not \(type)")
        }
        guard case .time(let time)? = given["time"] else {
            let type = given["time"]?.type.qualifiedName ?? ""
            throw PythonException.typeError("combine() argument 2 must be datetime.time, not \(type)")
        }
        return DateTime(date: date, time: time, zone: try given.zone(default: time.zone))
    }

    func callDateClass(_ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "today":
            try arguments.none("date.today")
            guard case .datetime(let now) = try moment(clock, nil) else { return .none }
            return .date(now.date)
        case "fromisoformat": return .date(try IsoText.date(try isoArgument(arguments, of: "date")))
        case "fromordinal":
            let ordinal = try CArguments.int(try arguments.single("fromordinal"))
            guard ordinal >= 1 else { throw PythonException.valueError("ordinal must be >= 1") }
            guard let date = PythonDate(ordinal: ordinal) else {
                let year = 1 + ordinal * 400 / 146_097
                throw PythonException.valueError("year \(year) is out of range")
            }
            return .date(date)
        case "fromtimestamp":
            let value = try arguments.single("fromtimestamp")
            guard case .datetime(let moment) = try moment(try microseconds(value), nil) else { return .none }
            return .date(moment.date)
        default: throw Unsupported("`date.\(name)`")
        }
    }
}
