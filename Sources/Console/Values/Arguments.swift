/// The arguments of one call, unpacked: `f(1, *a, k=2, **b)`.
package struct Arguments {
    /// The positional arguments.
    package var positional: [Object]
    /// The keyword arguments, in the order of the call.
    package var keywords: [(name: String, value: Object)]

    /// Makes the arguments of a call.
    package init(positional: [Object] = [], keywords: [(name: String, value: Object)] = []) {
        self.positional = positional
        self.keywords = keywords
    }

    /// A parameter that can be passed by position or by name.
    package struct Parameter: ExpressibleByStringLiteral {
        /// The parameter's name.
        package var name: String
        /// The default; nil makes the parameter required.
        package var fallback: Object?

        /// Makes a parameter; without a default it is required.
        package init(_ name: String, default fallback: Object? = nil) {
            self.name = name
            self.fallback = fallback
        }

        /// Makes a required parameter.
        package init(stringLiteral value: String) {
            self.init(value)
        }
    }

    /// Returns an argument passed by position or by name, or nil.
    package func argument(_ index: Int, _ name: String) -> Object? {
        index < positional.count ? positional[index] : keywords.first { $0.name == name }?.value
    }

    /// Returns the arguments in the order of the parameters, binding them by Python's rules.
    ///
    /// - Throws: `PythonException` (TypeError) with Python's message if they do not match the parameters.
    package func bind(function: String, _ parameters: [Parameter]) throws -> [Object] {
        // Fast path for most calls.
        if keywords.isEmpty, positional.count == parameters.count { return positional }
        var bound: [Object?] = positional.prefix(parameters.count).map { $0 }
        bound += Array(repeating: nil, count: parameters.count - bound.count)
        for (name, value) in keywords {
            guard let place = parameters.firstIndex(where: { $0.name == name }) else {
                throw PythonException.typeError("\(function)() got an unexpected keyword argument '\(name)'")
            }
            guard bound[place] == nil else {
                throw PythonException.typeError("\(function)() got multiple values for argument '\(name)'")
            }
            bound[place] = value
        }
        try rejectSurplus(function, parameters)
        let missing = zip(parameters, bound).filter { $0.1 == nil && $0.0.fallback == nil }.map(\.0.name)
        guard missing.isEmpty else { throw Self.missing(missing, function: function) }
        return zip(parameters, bound).map { $1 ?? $0.fallback ?? .none }
    }
}

extension Arguments {
    /// Returns Python's error for missing required arguments.
    static func missing(_ names: [String], function: String, kind: String = "positional") -> PythonException {
        let quoted = names.map { "'\($0)'" }
        let list =
            switch quoted.count {
            case 1: quoted[0]
            case 2: "\(quoted[0]) and \(quoted[1])"
            default: quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
            }
        let noun = names.count == 1 ? "argument" : "arguments"
        return .typeError("\(function)() missing \(names.count) required \(kind) \(noun): \(list)")
    }

    /// Returns Python's error for too many positional arguments.
    static func surplus(_ given: Int, of parameters: Int, required: Int, function: String) -> PythonException {
        let takes = required == parameters ? "\(parameters)" : "from \(required) to \(parameters)"
        let noun = parameters == 1 && required == parameters ? "argument" : "arguments"
        let verb = given == 1 ? "was" : "were"
        return .typeError("\(function)() takes \(takes) positional \(noun) but \(given) \(verb) given")
    }

    private func rejectSurplus(_ function: String, _ parameters: [Parameter]) throws {
        guard positional.count > parameters.count else { return }
        let required = parameters.count { $0.fallback == nil }
        throw Self.surplus(positional.count, of: parameters.count, required: required, function: function)
    }
}
