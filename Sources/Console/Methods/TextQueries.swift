/// The methods of strings that need only the string and their arguments.
enum TextQueries {
    /// Returns nil if the method is not one of these.
    static func call(_ text: Str, _ name: String, _ arguments: Arguments) throws -> Object? {
        switch name {
        case "strip", "lstrip", "rstrip": return .str(try strip(text, name, arguments))
        case "removeprefix", "removesuffix":
            let value = try arguments.single("str.\(name)")
            guard case .str(let affix) = value else {
                throw PythonException.typeError("\(name)() argument must be str, not \(value.argumentName)")
            }
            return .str(remove(affix, from: text, isPrefix: name == "removeprefix"))
        case "splitlines":
            let given = try CArguments(arguments, function: name, ["keepends"])
            let lines = Splitting.lines(text.scalars, keepEnds: try given.int("keepends") != 0)
            return .list(lines.map { .str(Str($0)) })
        case "expandtabs":
            let given = try CArguments(arguments, function: name, ["tabsize"])
            return .str(try expandTabs(text, size: given.int("tabsize", default: 8)))
        default: break
        }
        guard let change = changes[name] else {
            guard let test = tests[name] else { return nil }
            try arguments.none("str.\(name)")
            return .bool(test(text.scalars))
        }
        try arguments.none("str.\(name)")
        return .str(change(text.scalars))
    }

    private static let changes: [String: @Sendable ([Unicode.Scalar]) -> Str] = [
        "upper": CaseMapping.upper, "lower": CaseMapping.lower, "casefold": CaseMapping.folded,
        "capitalize": CaseMapping.capitalized, "swapcase": CaseMapping.swapped, "title": CaseMapping.titled,
    ]

    private static let tests: [String: @Sendable ([Unicode.Scalar]) -> Bool] = [
        "isascii": { $0.allSatisfy(\.isASCII) },
        "isprintable": { $0.allSatisfy { $0 == " " || $0.isPrintable } },
        "isspace": { !$0.isEmpty && $0.allSatisfy(\.isPythonSpace) },
        "isalpha": { !$0.isEmpty && $0.allSatisfy(\.isLetter) },
        "isdecimal": { !$0.isEmpty && $0.allSatisfy { $0.decimalDigit != nil } },
        "isdigit": { !$0.isEmpty && $0.allSatisfy(\.isPythonDigit) },
        "isnumeric": { !$0.isEmpty && $0.allSatisfy(\.isPythonNumeric) },
        "isalnum": { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isPythonNumeric } },
        "isidentifier": {
            $0.first.map { $0 == "_" || $0.properties.isXIDStart } ?? false
                && $0.allSatisfy { $0.properties.isXIDContinue && $0.isKnown }
        },
        "islower": { $0.contains(where: \.isLower) && !$0.contains(where: \.isUpperOrTitle) },
        "isupper": {
            $0.contains { $0.properties.isUppercase && $0.isKnown }
                && !$0.contains { $0.isLower || $0.properties.generalCategory == .titlecaseLetter }
        },
        "istitle": { scalars in
            var isInWord = false
            var hasWord = false
            for scalar in scalars {
                if scalar.isUpperOrTitle {
                    if isInWord { return false }
                    (isInWord, hasWord) = (true, true)
                } else if scalar.isLower {
                    guard isInWord else { return false }
                } else {
                    isInWord = false
                }
            }
            return hasWord
        },
    ]

    private static func strip(_ text: Str, _ name: String, _ arguments: Arguments) throws -> Str {
        let values = try arguments.positional(name, 0, 1, keywordsName: "str.\(name)")
        var isDropped: (Unicode.Scalar) -> Bool = \.isPythonSpace
        switch values.first {
        case nil, .some(.none): break
        case .str(let given):
            let dropped = Set(given.scalars)
            isDropped = { dropped.contains($0) }
        default: throw PythonException.typeError("\(name) arg must be None or str")
        }
        var scalars = text.scalars[...]
        if name != "rstrip" { scalars = scalars.drop(while: isDropped) }
        if name != "lstrip" { while let last = scalars.last, isDropped(last) { scalars.removeLast() } }
        return Str(scalars)
    }

    private static func remove(_ affix: Str, from text: Str, isPrefix: Bool) -> Str {
        let scalars = text.scalars
        if isPrefix {
            return scalars.starts(with: affix.scalars) ? Str(scalars.dropFirst(affix.count)) : text
        }
        return scalars.reversed().starts(with: affix.scalars.reversed()) ? Str(scalars.dropLast(affix.count)) : text
    }

    private static func expandTabs(_ text: Str, size: Int) throws -> Str {
        guard size <= 1024 else { throw LimitReached(message: "a tab of more than 1024 columns is too wide") }
        var output: [Unicode.Scalar] = []
        var column = 0
        for scalar in text.scalars {
            if scalar == "\t" {
                guard size > 0 else { continue }
                let blanks = size - column % size
                output += Array(repeating: " ", count: blanks)
                column += blanks
            } else {
                output.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return Str(output)
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: isKnown
        default: false
        }
    }

    fileprivate var isUpperOrTitle: Bool {
        (properties.isUppercase || properties.generalCategory == .titlecaseLetter) && isKnown
    }

    fileprivate var isLower: Bool { properties.isLowercase && isKnown }

    fileprivate var isPythonDigit: Bool {
        (properties.numericType == .decimal || properties.numericType == .digit) && isKnown
    }

    fileprivate var isPythonNumeric: Bool { properties.numericType != nil && isKnown }
}
