/// Binds the arguments of a call to the parameters of a lambda, with Python's messages.
struct LambdaBinding {
    private let parameters: LambdaParameters
    private let defaults: [String: Object]
    private static let name = "<lambda>"

    init(_ function: FunctionObject) {
        parameters = function.parameters
        defaults = function.defaults
    }

    func bind(_ arguments: Arguments) throws -> [String: Object] {
        var bound: [String: Object] = [:]
        for (parameter, value) in zip(parameters.positional, arguments.positional) {
            bound[parameter.name] = value
        }
        try bindKeywords(arguments, to: &bound)
        let surplus = arguments.positional.dropFirst(parameters.positional.count)
        if let rest = parameters.rest {
            bound[rest] = .tuple(Array(surplus))
        } else if !surplus.isEmpty {
            throw Arguments.surplus(
                arguments.positional.count, of: parameters.positional.count, required: required.count,
                function: Self.name)
        }
        if !defaults.isEmpty { bound.merge(defaults) { given, _ in given } }
        try requireAll(parameters.positional, bound, kind: "positional")
        try requireAll(parameters.keywordOnly, bound, kind: "keyword-only")
        return bound
    }

    private var required: [LambdaParameters.Parameter] {
        parameters.positional.filter { $0.fallback == nil }
    }

    private func bindKeywords(_ arguments: Arguments, to bound: inout [String: Object]) throws {
        guard !arguments.keywords.isEmpty || parameters.keywords != nil else { return }
        let extra = DictObject()
        let names = parameters.positional.dropFirst(parameters.positionalOnly) + parameters.keywordOnly
        for (name, value) in arguments.keywords {
            if names.contains(where: { $0.name == name }) {
                guard bound[name] == nil else {
                    throw PythonException.typeError("\(Self.name)() got multiple values for argument '\(name)'")
                }
                bound[name] = value
            } else if parameters.keywords != nil {
                extra.set(.str(Str(name)), name: .string(name), to: value)
            } else if parameters.positional.prefix(parameters.positionalOnly).contains(where: { $0.name == name }) {
                throw PythonException.typeError(
                    "\(Self.name)() got some positional-only arguments passed as keyword arguments: '\(name)'")
            } else {
                throw PythonException.typeError("\(Self.name)() got an unexpected keyword argument '\(name)'")
            }
        }
        if let keywords = parameters.keywords { bound[keywords] = .dict(extra) }
    }

    private func requireAll(_ parameters: [LambdaParameters.Parameter], _ bound: [String: Object], kind: String)
        throws
    {
        let missing = parameters.lazy.map(\.name).filter { bound[$0] == nil }
        guard missing.isEmpty else { throw Arguments.missing(Array(missing), function: Self.name, kind: kind) }
    }
}
