import BigInt

extension Interpreter {
    func callNumeric(_ name: String, _ arguments: Arguments) throws -> Object {
        switch name {
        case "pow": return try pow(arguments)
        case "divmod":
            let values = try arguments.positional(name, 2, 2)
            return try divmod(values[0], values[1])
        case "round":
            let given = try CArguments(arguments, function: name, ["number", "ndigits"], required: 1)
            return try round(given["number"] ?? .none, given["ndigits"])
        case "abs": return try abs(try arguments.single(name))
        default:
            let value = try arguments.single(name)
            guard let integer = value.asInteger else {
                throw PythonException.typeError(
                    "'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
            }
            let (prefix, radix) = ["bin": ("0b", 2), "oct": ("0o", 8)][name] ?? ("0x", 16)
            try meter.reserve(integer.magnitude.bitWidth)
            return .string((integer < 0 ? "-" : "") + prefix + String(integer.magnitude, radix: radix))
        }
    }

    private func abs(_ value: Object) throws -> Object {
        if case .float(let number) = value { return .float(number.magnitude) }
        if case .timedelta(let delta) = value {
            return .timedelta(delta.microseconds < 0 ? try delta.scaled(by: -1) : delta)
        }
        guard let integer = value.asInteger else {
            throw PythonException.typeError("bad operand type for abs(): '\(value.type.qualifiedName)'")
        }
        return .int(BigInt(integer.magnitude))
    }

    private func divmod(_ left: Object, _ right: Object) throws -> Object {
        if let first = left.asInteger, let second = right.asInteger {
            guard !second.isZero else { throw PythonException.division("integer division or modulo by zero") }
            let (quotient, remainder) = Numbers.floorDivide(first, second)
            return .tuple([.int(quotient), .int(remainder)])
        }
        if left.isNumber, right.isNumber, let first = try Numbers.float(left), let second = try Numbers.float(right) {
            guard second != 0 else { throw PythonException.division("float divmod()") }
            let (quotient, remainder) = Numbers.floorDivide(first, second)
            return .tuple([.float(quotient), .float(remainder)])
        }
        guard case .timedelta = left, case .timedelta = right else {
            throw PythonException.typeError(
                "unsupported operand type(s) for divmod(): '\(left.type.qualifiedName)' and "
                    + "'\(right.type.qualifiedName)'")
        }
        return .tuple([try operators.binary(.floorDivide, left, right), try operators.binary(.modulo, left, right)])
    }

    private func pow(_ arguments: Arguments) throws -> Object {
        let given = try CArguments(arguments, function: "pow", ["base", "exp", "mod"], required: 2)
        let (base, exponent) = (given["base"] ?? .none, given["exp"] ?? .none)
        guard let modulus = given["mod"], modulus.isTrue || modulus.isNumber else {
            return try operators.binary(.power, base, exponent)
        }
        guard base.isNumber, exponent.isNumber, modulus.isNumber else {
            let types = [base, exponent, modulus].map { "'\($0.type.qualifiedName)'" }
            throw PythonException.typeError(
                "unsupported operand type(s) for ** or pow(): \(types.joined(separator: ", "))")
        }
        guard let base = base.asInteger, let exponent = exponent.asInteger, let modulus = modulus.asInteger else {
            throw PythonException.typeError("pow() 3rd argument not allowed unless all arguments are integers")
        }
        guard !modulus.isZero else { throw PythonException.valueError("pow() 3rd argument cannot be 0") }
        try meter.reserve(bits: BigInt(modulus.magnitude.bitWidth * 2))
        let words = modulus.magnitude.bitWidth / 64 + 1
        try meter.charge(exponent.magnitude.bitWidth * words * words / 8)
        var factor = base
        if exponent < 0 {
            guard let inverse = base.inverse(BigInt(modulus.magnitude)) else {
                throw PythonException.valueError("base is not invertible for the given modulus")
            }
            factor = inverse
        }
        let power = factor.power(BigInt(exponent.magnitude), modulus: BigInt(modulus.magnitude))
        return .int(Numbers.floorDivide(power, modulus).remainder)
    }

    private func round(_ value: Object, _ digits: Object?) throws -> Object {
        var places: BigInt?
        if let digits, digits.isNumber || digits.isTrue {
            guard let integer = digits.asInteger else {
                throw PythonException.typeError(
                    "'\(digits.type.qualifiedName)' object cannot be interpreted as an integer")
            }
            places = integer
        }
        if case .float(let number) = value {
            guard let places else { return .int(try IntegerConversion.integer(number.rounded(.toNearestOrEven))) }
            guard number.isFinite, number != 0 else { return value }
            let rounded = FloatText.rounded(number, places: Int(exactly: places) ?? (places > 0 ? 400 : -400))
            guard rounded.isFinite else { throw PythonException.overflow("rounded value too large to represent") }
            return .float(rounded)
        }
        guard let integer = value.asInteger else {
            throw PythonException.typeError("type \(value.type.qualifiedName) doesn't define __round__ method")
        }
        guard let places, places < 0 else { return .int(integer) }
        guard let drop = Int(exactly: -places), drop <= integer.magnitude.bitWidth else { return .int(0) }
        let unit = BigInt(10).power(drop)
        return .int(DateArithmetic.halfEven(integer, unit) * unit)
    }
}
