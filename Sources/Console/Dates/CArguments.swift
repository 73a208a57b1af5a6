import BigInt

/// Matches arguments to parameters as CPython's C functions do, with their messages.
struct CArguments {
    private let names: [String]
    /// In the order of the names. A linear search is faster than hashing for so few names.
    private var values: [Object?]

    /// - Parameters:
    ///   - function: the name in messages; nil if CPython's message says "function" instead.
    ///   - required: how many of the leading names must be given.
    init(
        _ arguments: Arguments, function: String?, _ names: [String], required: Int = 0, positionalOnly: Int = 0,
        maximumPositional: Int? = nil
    ) throws {
        self.names = names
        values = Array(repeating: nil, count: names.count)
        try take(arguments, function, required, positionalOnly, maximumPositional ?? names.count)
    }

    private mutating func take(
        _ arguments: Arguments, _ function: String?, _ required: Int, _ positionalOnly: Int, _ maximum: Int
    ) throws {
        var title: String { function.map { $0 + "()" } ?? "function" }
        let total = arguments.positional.count + arguments.keywords.count
        guard total <= names.count else {
            let kind = arguments.positional.isEmpty ? "keyword " : ""
            let noun = names.count == 1 ? "argument" : "arguments"
            throw PythonException.typeError("\(title) takes at most \(names.count) \(kind)\(noun) (\(total) given)")
        }
        guard arguments.positional.count <= maximum else {
            let noun = maximum == 1 ? "argument" : "arguments"
            let bound = required == maximum ? "exactly" : "at most"
            throw PythonException.typeError(
                maximum == 0
                    ? "\(title) takes no positional arguments"
                    : "\(title) takes \(bound) \(maximum) positional \(noun) (\(arguments.positional.count) given)")
        }
        for (place, value) in arguments.positional.enumerated() { values[place] = value }
        for (name, value) in arguments.keywords {
            guard let place = names.firstIndex(of: name), place >= positionalOnly else {
                throw PythonException.typeError(
                    "'\(name)' is an invalid keyword argument for \(function.map { $0 + "()" } ?? "this function")")
            }
            guard values[place] == nil else {
                throw PythonException.typeError(
                    "argument for \(title) given by name ('\(name)') and position (\(place + 1))")
            }
            values[place] = value
        }
        for (place, name) in names.prefix(required).enumerated() where values[place] == nil {
            if place < positionalOnly {
                throw PythonException.typeError(
                    "\(title) takes at least \(required) positional argument\(required == 1 ? "" : "s") "
                        + "(\(arguments.positional.count) given)")
            }
            throw PythonException.typeError("\(title) missing required argument '\(name)' (pos \(place + 1))")
        }
    }

    subscript(name: String) -> Object? { names.firstIndex(of: name).flatMap { values[$0] } }

    /// Converts an argument to a C int; returns the default if the argument is missing.
    func int(_ name: String, default fallback: Int = 0) throws -> Int {
        guard let value = self[name] else { return fallback }
        return try Self.int(value)
    }

    static func int(_ value: Object) throws -> Int {
        guard let integer = value.asInteger else {
            throw PythonException.typeError("'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        guard let long = Int(exactly: integer) else {
            throw PythonException.overflow("Python int too large to convert to C long")
        }
        guard long <= Int32.max else { throw PythonException.overflow("signed integer is greater than maximum") }
        guard long >= Int32.min else { throw PythonException.overflow("signed integer is less than minimum") }
        return long
    }

    /// Converts an argument that must be a time zone or None.
    func zone(_ name: String = "tzinfo", default fallback: FixedZone? = nil) throws -> FixedZone? {
        switch self[name] {
        case nil: return fallback
        case .some(.none): return nil
        case .timezone(let zone): return zone
        case .some(let other):
            throw PythonException.typeError(
                "tzinfo argument must be None or of a tzinfo subclass, not type '\(other.type.qualifiedName)'")
        }
    }
}
