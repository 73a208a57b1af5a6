import BigInt

extension Interpreter {
    /// Returns the value of `object.name`.
    func attribute(of object: Object, _ name: String) throws -> Object {
        if let value = try find(name, of: object) { return value }
        if Members.isLeftOut(name, of: object.type) { throw Unsupported("`\(object.typeName).\(name)`") }
        throw PythonException.noAttribute(object, name)
    }

    /// Returns the attribute, or nil if the subset does not have it.
    func find(_ name: String, of object: Object) throws -> Object? {
        switch object {
        case .module(let module): return module.name == "datetime" ? try DatetimeModule.member(name) : nil
        case .host(let host): return try host.attribute(name)
        case .type(let type): return try find(name, ofType: type)
        default:
            if let value = property(name, of: object) { return value }
            if Members.isMethod(name, of: object.type) || Members.isClassMethod(name, of: object.type) {
                return .method(MethodObject(object, name))
            }
            return classAttribute(name, of: object.type)
        }
    }

    private func find(_ name: String, ofType type: TypeObject) throws -> Object? {
        if name == "__name__" || name == "__qualname__" { return .string(type.name) }
        if name == "__module__" { return .string(type.module.isEmpty ? "builtins" : type.module) }
        if let value = classAttribute(name, of: type) { return value }
        if Members.isMethod(name, of: type) || Members.isClassMethod(name, of: type) {
            return .method(MethodObject(.type(type), name))
        }
        if Members.isLeftOut(name, of: type) { throw Unsupported("`\(type.name).\(name)`") }
        return nil
    }

    private func classAttribute(_ name: String, of type: TypeObject) -> Object? {
        switch (type.qualifiedName, name) {
        case ("datetime.timezone", "utc"): .timezone(.utc)
        case ("datetime.timezone", "min"): .timezone(FixedZone(offset: -86_340_000_000, name: nil))
        case ("datetime.timezone", "max"): .timezone(FixedZone(offset: 86_340_000_000, name: nil))
        case ("datetime.datetime", "min"):
            .datetime(DateTime(date: .first, time: ClockTime(microseconds: 0), zone: nil))
        case ("datetime.datetime", "max"):
            .datetime(DateTime(date: .last, time: ClockTime(microseconds: DateTime.day - 1), zone: nil))
        case ("datetime.date", "min"): .date(.first)
        case ("datetime.date", "max"): .date(.last)
        case ("datetime.time", "min"): .time(ClockTime(microseconds: 0))
        case ("datetime.time", "max"): .time(ClockTime(microseconds: DateTime.day - 1))
        case ("datetime.timedelta", "min"): .timedelta(.minimum)
        case ("datetime.timedelta", "max"): .timedelta(.maximum)
        case ("datetime.date", "resolution"): .timedelta(TimeDelta(microseconds: 86_400_000_000))
        case ("datetime.datetime", "resolution"), ("datetime.time", "resolution"), ("datetime.timedelta", "resolution"):
            .timedelta(TimeDelta(microseconds: 1))
        default: nil
        }
    }

    private func property(_ name: String, of object: Object) -> Object? {
        switch object {
        case .int, .bool: integerProperty(name, object.asInteger ?? 0)
        case .float: name == "real" ? object : name == "imag" ? .float(0) : nil
        case .range(let range):
            switch name {
            case "start": .int(range.start)
            case "stop": .int(range.stop)
            case "step": .int(range.step)
            default: nil
            }
        case .exception(let exception): name == "args" ? .tuple(exception.arguments) : nil
        case .datetime(let moment):
            dateProperty(name, moment.date) ?? timeProperty(name, moment.time, zone: moment.zone)
        case .date(let date): dateProperty(name, date)
        case .time(let time): timeProperty(name, time, zone: time.zone)
        case .timedelta(let delta):
            switch name {
            case "days": .integer(delta.fields.days)
            case "seconds": .integer(delta.fields.seconds)
            case "microseconds": .integer(delta.fields.microseconds)
            default: nil
            }
        default: nil
        }
    }

    private func integerProperty(_ name: String, _ value: BigInt) -> Object? {
        switch name {
        case "real", "numerator": .int(value)
        case "imag": .int(0)
        case "denominator": .int(1)
        default: nil
        }
    }

    private func dateProperty(_ name: String, _ date: PythonDate) -> Object? {
        switch name {
        case "year": .integer(date.fields.year)
        case "month": .integer(date.fields.month)
        case "day": .integer(date.fields.day)
        default: nil
        }
    }

    private func timeProperty(_ name: String, _ time: ClockTime, zone: FixedZone?) -> Object? {
        switch name {
        case "hour": .integer(time.hour)
        case "minute": .integer(time.minute)
        case "second": .integer(time.second)
        case "microsecond": .integer(time.microsecond)
        case "tzinfo": zone.map(Object.timezone) ?? Object.none
        case "fold": .integer(0)
        default: nil
        }
    }

    func setAttribute(of object: Object, _ name: String, to value: Object) throws {
        switch object {
        case .host(let host): try host.setAttribute(name, to: value)
        case .function: throw Unsupported("an attribute of a function")
        case .type(let type):
            throw PythonException.typeError("cannot set '\(name)' attribute of immutable type '\(type.qualifiedName)'")
        case .module, .exception: throw Unsupported("setting an attribute of a \(object.typeName)")
        default:
            let isReadOnly = property(name, of: object) != nil
            if isReadOnly {
                if case .timedelta = object { throw PythonException.attributeError("readonly attribute") }
                let isDateField = ["year", "month", "day"].contains(name)
                let owner = isDateField ? "datetime.date" : object.type.qualifiedName
                throw PythonException.attributeError("attribute '\(name)' of '\(owner)' objects is not writable")
            }
            if Members.isMethod(name, of: object.type) {
                throw PythonException.attributeError(
                    "'\(object.type.qualifiedName)' object attribute '\(name)' is read-only")
            }
            throw PythonException.noAttribute(object, name)
        }
    }
}
