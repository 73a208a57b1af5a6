/// The `strptime` method, in the C locale.
struct TimeParser {
    private let text: Str
    private var rest: ArraySlice<Unicode.Scalar>
    private var year: Int?
    private var month = 1
    private var day = 1
    private var dayOfYear: Int?
    private var hour = 0
    private var hasHalfDays = false
    private var isAfternoon = false
    private var minute = 0
    private var second = 0
    private var microsecond = 0
    private var zone: FixedZone?

    private init(_ text: Str) {
        self.text = text
        rest = text.scalars[...]
    }

    static func datetime(_ text: Str, _ format: Str) throws -> DateTime {
        var parser = TimeParser(text)
        guard try parser.read(format.scalars) else {
            throw PythonException.valueError("time data \(text.repr) does not match format \(format.repr)")
        }
        guard parser.rest.isEmpty else {
            throw PythonException.valueError("unconverted data remains: \(Str(parser.rest).string)")
        }
        return try parser.result()
    }

    private func result() throws -> DateTime {
        var hour = hour
        if hasHalfDays { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        var date = try PythonDate(year: year ?? 1900, month: month, day: day)
        if let dayOfYear {
            let start = PythonDate.daysBefore(year ?? 1900)
            date = PythonDate(ordinal: start + dayOfYear) ?? date
        }
        let time = try ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond, zone: nil)
        return DateTime(date: date, time: time, zone: zone)
    }

    private mutating func read(_ format: [Unicode.Scalar]) throws -> Bool {
        var format = format[...]
        var directives: Set<Unicode.Scalar> = []
        while let scalar = format.popFirst() {
            if scalar.isPythonSpace {
                while format.first?.isPythonSpace ?? false { format.removeFirst() }
                guard rest.first?.isPythonSpace ?? false else { return false }
                rest = rest.drop(while: \.isPythonSpace)
            } else if scalar == "%" {
                guard let directive = format.popFirst() else {
                    throw PythonException.valueError("stray %% in format '%'")
                }
                guard directive == "%" || directives.insert(directive).inserted else {
                    throw Unsupported("`%\(directive)` twice in `strptime`")
                }
                guard try read(directive) else { return false }
            } else {
                guard let next = rest.popFirst(), Str([next]).string.lowercased() == Str([scalar]).string.lowercased()
                else { return false }
            }
        }
        return true
    }

    /// Reads a number of at most `width` digits, taking as many digits as keep it within the bounds.
    private mutating func number(_ width: Int, _ bounds: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(width).prefix(while: \.isDigit)
        for count in stride(from: digits.count, to: 0, by: -1) {
            let value = digits.prefix(count).reduce(0) { $0 * 10 + Int($1.value) - 48 }
            if bounds.contains(value) {
                rest = rest.dropFirst(count)
                return value
            }
        }
        return nil
    }

    private mutating func read(_ directive: Unicode.Scalar) throws -> Bool {
        func set(_ place: WritableKeyPath<TimeParser, Int>, _ value: Int?) -> Bool {
            guard let value else { return false }
            self[keyPath: place] = value
            return true
        }
        switch directive {
        case "%": return rest.popFirst() == "%"
        case "Y":
            year = IsoText.number(&rest, 4)
            return year != nil
        case "y":
            year = IsoText.number(&rest, 2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
            return year != nil
        case "m": return set(\.month, number(2, 1...12))
        case "d": return set(\.day, number(2, 1...31))
        case "H": return set(\.hour, number(2, 0...23))
        case "I":
            hasHalfDays = true
            return set(\.hour, number(2, 1...12))
        case "M": return set(\.minute, number(2, 0...59))
        case "S": return set(\.second, number(2, 0...61))
        case "f": return readFraction()
        case "j":
            dayOfYear = number(3, 1...366)
            return dayOfYear != nil
        case "b", "B", "h":
            return set(\.month, name(TimeFormat.months, isShort: directive != "B").map { $0 + 1 })
        case "a", "A": return name(TimeFormat.days, isShort: directive == "a") != nil
        case "p":
            guard let half = name(["AM", "PM"], isShort: false) else { return false }
            isAfternoon = half == 1
            return true
        case "z": return try readZone()
        case "Z":
            guard name(["UTC", "GMT"], isShort: false) != nil else { return false }
            return true
        default:
            if directive.isASCIILetter { throw Unsupported("`%\(directive)` in `strptime`") }
            throw PythonException.valueError("'\(directive)' is a bad directive in format")
        }
    }

    private mutating func readFraction() -> Bool {
        let digits = rest.prefix(6).prefix(while: \.isDigit)
        guard !digits.isEmpty else { return false }
        rest = rest.dropFirst(digits.count)
        microsecond = digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
        for _ in digits.count..<6 { microsecond *= 10 }
        return true
    }

    private mutating func name(_ names: [String], isShort: Bool) -> Int? {
        for (index, name) in names.enumerated() {
            let wanted = isShort ? String(name.prefix(3)) : name
            if Str(rest.prefix(wanted.utf8.count)).string.lowercased() == wanted.lowercased() {
                rest = rest.dropFirst(wanted.utf8.count)
                return index
            }
        }
        return nil
    }

    private mutating func readZone() throws -> Bool {
        guard let sign = rest.popFirst() else { return false }
        if sign == "Z" {
            zone = .utc
            return true
        }
        guard sign == "+" || sign == "-", let hours = IsoText.number(&rest, 2) else { return false }
        let hasColon = rest.first == ":"
        if hasColon { rest.removeFirst() }
        guard let minutes = IsoText.number(&rest, 2), minutes < 60 else { return false }
        var seconds = 0
        if !hasColon || rest.first == ":" {
            var ahead = hasColon ? rest.dropFirst() : rest
            if let value = IsoText.number(&ahead, 2), value < 60 {
                seconds = value
                rest = ahead
            }
        }
        let offset = Int64(hours * 3600 + minutes * 60 + seconds) * 1_000_000 * (sign == "-" ? -1 : 1)
        guard let zone = FixedZone(offsetMicroseconds: offset) else {
            let delta = TimeDelta(microseconds: Int(offset))
            throw PythonException.valueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                    + "not \(delta.repr).")
        }
        self.zone = zone
        return true
    }
}
