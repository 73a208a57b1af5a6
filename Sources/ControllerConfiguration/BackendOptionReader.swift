import Diagnostics

/// Separates the arguments of a command line into settings that choose the task database, errors, and all other arguments,
/// which ``OptionReader`` reads.
struct BackendOptionReader {
    /// The settings of options such as `--DictDB.record_limit=10`.
    private(set) var options: [Setting] = []
    /// The settings of flags such as `--nodb`. They override options, wherever they stand.
    private(set) var flags: [Setting] = []
    private(set) var diagnostics: [ConfigurationDiagnostic] = []
    private(set) var otherArguments: [String] = []

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                otherArguments.append(argument)
                otherArguments += rest
                return
            }
            read(argument, followedBy: &rest)
        }
    }
}

// MARK: - One argument

extension BackendOptionReader {
    private mutating func read(_ argument: String, followedBy rest: inout ArraySlice<String>) {
        guard argument.hasPrefix("-") else {
            otherArguments.append(argument)
            return
        }
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = String(parts[0].drop { $0 == "-" })
        let value = parts.count > 1 ? parts[1] : nil
        if name.contains(".") {
            readTrait(name, value, argument, followedBy: &rest)
        } else {
            readFlag(name, dashes: parts[0].prefix { $0 == "-" }.count, value, argument)
        }
    }

    private mutating func readFlag(_ name: String, dashes: Int, _ value: String?, _ argument: String) {
        if let kind = BackendKind.allCases.first(where: { $0.option == name }) {
            if dashes != 2 {
                reject(argument, "there is no option \(quoted(argument)); did you mean `--\(name)`?")
            } else if value != nil {
                reject(argument, "`--\(name)` takes no value")
            } else {
                flags.append(
                    Setting(
                        sections: ["IPController"], trait: Trait.backend.rawValue, value: .text(kind.rawValue),
                        origin: .option(argument)))
            }
        } else if let near = nearestName(to: name, among: BackendKind.allCases.map(\.option)) {
            reject(argument, showsValue: false, "there is no option \(quoted("--" + name)); did you mean `--\(near)`?")
        } else {
            otherArguments.append(argument)
        }
    }

    /// Reads `--Section.trait=value` and `--Section.trait value`.
    private mutating func readTrait(
        _ name: String, _ value: String?, _ argument: String, followedBy rest: inout ArraySlice<String>
    ) {
        var sections = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let trait = sections.removeLast()
        if case .other = SettingTarget(sections: sections, trait: trait) {
            otherArguments.append(argument)
        } else if let value {
            add(sections, trait, value, argument)
        } else if let next = rest.first, !Self.isOption(next) {
            rest.removeFirst()
            add(sections, trait, next, "\(argument) \(next)")
        } else {
            reject(argument, "a value is missing")
        }
    }

    private mutating func add(_ sections: [String], _ trait: String, _ value: String, _ option: String) {
        let isDuplicate = options.contains { $0.sections == sections && $0.trait == trait }
        guard !isDuplicate || [Trait.connectionArguments, .connectionKeywords].map(\.rawValue).contains(trait) else {
            return reject(option, "`\(trait)` takes one value, and is given twice")
        }
        options.append(Setting(sections: sections, trait: trait, value: .text(value), origin: .option(option)))
    }

    private mutating func reject(_ option: String, showsValue: Bool = true, _ message: String) {
        diagnostics.append(ConfigurationDiagnostic(option: option, showsValue: showsValue, RejectedSetting(message)))
    }

    /// Whether an argument is an option; a negative number is a value.
    private static func isOption(_ argument: String) -> Bool {
        guard argument.hasPrefix("-") else { return false }
        return !(argument.dropFirst().first?.isNumber ?? false)
    }
}
