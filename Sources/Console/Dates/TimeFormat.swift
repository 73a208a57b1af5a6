/// The `strftime` method, in the C locale.
enum TimeFormat {
    static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func text(of moment: DateTime, _ format: Str) throws -> String {
        var output = String.UnicodeScalarView()
        var rest = format.scalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                output.append(scalar)
                continue
            }
            guard let directive = rest.popFirst() else { throw Unsupported("`%` at the end of a time format") }
            output.append(contentsOf: try field(directive, moment).unicodeScalars)
        }
        return String(output)
    }

    private static func field(_ directive: Unicode.Scalar, _ moment: DateTime) throws -> String {
        let date = moment.date
        let (year, month, day) = date.fields
        let time = moment.time
        switch directive {
        case "%": return "%"
        case "Y": return String(year)
        case "y": return Digits.padded(year % 100, 2)
        case "m": return Digits.padded(month, 2)
        case "d": return Digits.padded(day, 2)
        case "H": return Digits.padded(time.hour, 2)
        case "I": return Digits.padded((time.hour + 11) % 12 + 1, 2)
        case "M": return Digits.padded(time.minute, 2)
        case "S": return Digits.padded(time.second, 2)
        case "f": return Digits.padded(time.microsecond, 6)
        case "p": return time.hour < 12 ? "AM" : "PM"
        case "j": return Digits.padded(date.dayOfYear, 3)
        case "a": return String(days[date.weekday].prefix(3))
        case "A": return days[date.weekday]
        case "b", "h": return String(months[month - 1].prefix(3))
        case "B": return months[month - 1]
        case "w": return String((date.weekday + 1) % 7)
        case "u": return String(date.weekday + 1)
        case "U": return Digits.padded((date.dayOfYear + 6 - (date.weekday + 1) % 7) / 7, 2)
        case "W": return Digits.padded((date.dayOfYear + 6 - date.weekday) / 7, 2)
        case "G": return String(date.isoCalendar.year)
        case "V": return Digits.padded(date.isoCalendar.week, 2)
        case "z": return moment.zone.map { $0.offsetText.replacing(":", with: "") } ?? ""
        case "Z": return moment.zone?.label ?? ""
        case "F", "T", "R", "D", "x", "X", "c": return try composite(directive, moment)
        default: throw Unsupported("`%\(directive)` in a time format")
        }
    }

    private static func composite(_ directive: Unicode.Scalar, _ moment: DateTime) throws -> String {
        switch directive {
        case "F": try text(of: moment, "%Y-%m-%d")
        case "T", "X": try text(of: moment, "%H:%M:%S")
        case "R": try text(of: moment, "%H:%M")
        case "D", "x": try text(of: moment, "%m/%d/%y")
        default: ctime(moment)
        }
    }

    /// Formats a datetime as `ctime` does: `Wed Jan 18 02:27:56 2012`.
    static func ctime(_ moment: DateTime) -> String {
        let (year, month, day) = moment.date.fields
        let weekday = days[moment.date.weekday].prefix(3)
        let clock = ClockTime.text(moment.time.microseconds, timespec: .seconds)
        let start = "\(weekday) \(months[month - 1].prefix(3)) \(day < 10 ? " " : "")\(day)"
        return "\(start) \(clock) \(Digits.padded(year, 4))"
    }
}
