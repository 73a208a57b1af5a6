import BigInt

/// The operators `+`, `-`, `*`, `/`, `//` and `%` on dates and timedeltas.
enum DateArithmetic {
    /// Returns nil if the operation is not defined for these operands.
    static func binary(_ operation: BinaryOperator, _ left: Object, _ right: Object) throws -> Object? {
        switch (operation, left, right) {
        case (.add, .timedelta(let left), .timedelta(let right)):
            return .timedelta(try TimeDelta(checking: left.microseconds + right.microseconds))
        case (.subtract, .timedelta(let left), .timedelta(let right)):
            return .timedelta(try TimeDelta(checking: left.microseconds - right.microseconds))
        case (.add, .datetime(let moment), .timedelta(let delta)),
            (.add, .timedelta(let delta), .datetime(let moment)):
            return .datetime(try shift(moment, delta.microseconds))
        case (.subtract, .datetime(let moment), .timedelta(let delta)):
            return .datetime(try shift(moment, -delta.microseconds))
        case (.subtract, .datetime(let left), .datetime(let right)):
            guard (left.zone == nil) == (right.zone == nil) else {
                throw PythonException.typeError("can't subtract offset-naive and offset-aware datetimes")
            }
            return .timedelta(TimeDelta(microseconds: Int(left.comparable - right.comparable)))
        case (.add, .date(let date), .timedelta(let delta)), (.add, .timedelta(let delta), .date(let date)):
            return .date(try shift(date, days: delta.fields.days))
        case (.subtract, .date(let date), .timedelta(let delta)):
            return .date(try shift(date, days: -delta.fields.days))
        case (.subtract, .date(let left), .date(let right)):
            return .timedelta(try TimeDelta(checking: BigInt(left.ordinal - right.ordinal) * TimeDelta.day))
        case (.multiply, .timedelta(let delta), _): return try multiply(delta, right)
        case (.multiply, _, .timedelta(let delta)): return try multiply(delta, left)
        case (_, .timedelta(let delta), _): return try divide(operation, delta, right)
        default: return nil
        }
    }

    private static func shift(_ moment: DateTime, _ microseconds: BigInt) throws -> DateTime {
        guard let local = Int64(exactly: BigInt(moment.localMicroseconds) + microseconds),
            let shifted = DateTime(localMicroseconds: local, zone: moment.zone)
        else { throw PythonException.overflow("date value out of range") }
        return shifted
    }

    private static func shift(_ date: PythonDate, days: Int) throws -> PythonDate {
        guard let shifted = PythonDate(ordinal: date.ordinal + days) else {
            throw PythonException.overflow("date value out of range")
        }
        return shifted
    }

    private static func multiply(_ delta: TimeDelta, _ factor: Object) throws -> Object? {
        if let integer = factor.asInteger { return .timedelta(try delta.scaled(by: integer)) }
        guard case .float(let value) = factor else { return nil }
        let (numerator, denominator) = try ratio(value)
        return .timedelta(try TimeDelta(checking: halfEven(delta.microseconds * numerator, denominator)))
    }

    private static func divide(_ operation: BinaryOperator, _ delta: TimeDelta, _ right: Object) throws -> Object? {
        switch (operation, right) {
        case (.divide, .timedelta(let other)):
            return .float(try Numbers.quotient(delta.microseconds, other.microseconds))
        case (.floorDivide, .timedelta(let other)):
            return .int(try floor(delta.microseconds, other.microseconds).quotient)
        case (.modulo, .timedelta(let other)):
            guard !other.microseconds.isZero else { throw PythonException.division("integer modulo by zero") }
            return .timedelta(
                try TimeDelta(checking: floor(delta.microseconds, other.microseconds).remainder))
        case (.divide, .float(let value)):
            let (numerator, denominator) = try ratio(value)
            guard !numerator.isZero else { throw PythonException.division("integer division or modulo by zero") }
            return .timedelta(try TimeDelta(checking: halfEven(delta.microseconds * denominator, numerator)))
        case (.divide, _), (.floorDivide, _):
            guard let integer = right.asInteger else { return nil }
            if operation == .floorDivide {
                return .timedelta(try TimeDelta(checking: floor(delta.microseconds, integer).quotient))
            }
            guard !integer.isZero else { throw PythonException.division("integer division or modulo by zero") }
            return .timedelta(try TimeDelta(checking: halfEven(delta.microseconds, integer)))
        default: return nil
        }
    }

    private static func floor(_ left: BigInt, _ right: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
        guard !right.isZero else { throw PythonException.division("integer division or modulo by zero") }
        return Numbers.floorDivide(left, right)
    }

    /// Returns the exact fraction that a double represents.
    static func ratio(_ value: Double) throws -> (numerator: BigInt, denominator: BigInt) {
        if value.isNaN { throw PythonException.valueError("cannot convert NaN to integer ratio") }
        if value.isInfinite { throw PythonException.overflow("cannot convert Infinity to integer ratio") }
        if let integer = BigInt(exactly: value) { return (integer, 1) }
        var shift = 0
        var scaled = value
        while scaled != scaled.rounded() {
            scaled *= 2
            shift += 1
        }
        return (BigInt(scaled), BigInt(1) << shift)
    }

    /// Divides, rounding to the nearest integer, ties to even.
    static func halfEven(_ numerator: BigInt, _ denominator: BigInt) -> BigInt {
        let positive = denominator.signum() < 0 ? -numerator : numerator
        let divisor = BigInt(denominator.magnitude)
        let (quotient, remainder) = Numbers.floorDivide(positive, divisor)
        let twice = remainder * 2
        let isUp = twice > divisor || twice == divisor && quotient.magnitude & 1 == 1
        return isUp ? quotient + 1 : quotient
    }
}
