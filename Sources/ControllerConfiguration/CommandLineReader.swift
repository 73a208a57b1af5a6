import Diagnostics

/// Sorts the arguments of a command line: settings, mistakes, and what is for others to read.
struct CommandLineReader {
    private(set) var settings: [Setting] = []
    private(set) var mistakes: [ConfigurationMistake] = []
    private(set) var passedOver: [String] = []

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                passedOver.append(argument)
                passedOver += rest
                return
            }
            read(argument, followedBy: &rest)
        }
    }
}

// MARK: - One argument

extension CommandLineReader {
    private mutating func read(_ argument: String, followedBy rest: inout ArraySlice<String>) {
        guard argument.hasPrefix("-") else {
            passedOver.append(argument)
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
                refuse(argument, "there is no option \(quoted(argument)); did you mean `--\(name)`?")
            } else if value != nil {
                refuse(argument, "`--\(name)` takes no value")
            } else {
                add(["IPController"], Trait.backend.rawValue, kind.rawValue, argument)
            }
        } else if let near = nearestName(to: name, among: BackendKind.allCases.map(\.option)) {
            refuse(argument, "there is no option \(quoted("--" + name)); did you mean `--\(near)`?")
        } else {
            passedOver.append(argument)
        }
    }

    /// Reads `--Section.trait=value` and `--Section.trait value`.
    private mutating func readTrait(
        _ name: String, _ value: String?, _ argument: String, followedBy rest: inout ArraySlice<String>
    ) {
        var sections = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let trait = sections.removeLast()
        if case .other = SettingTarget(sections: sections, trait: trait) {
            passedOver.append(argument)
        } else if let value {
            add(sections, trait, value, argument)
        } else if let next = rest.first, !Self.isOption(next) {
            rest.removeFirst()
            add(sections, trait, next, "\(argument) \(next)")
        } else {
            refuse(argument, "a value is missing")
        }
    }

    private mutating func add(_ sections: [String], _ trait: String, _ value: String, _ option: String) {
        settings.append(Setting(sections: sections, trait: trait, value: .text(value), origin: .option(option)))
    }

    private mutating func refuse(_ option: String, _ message: String) {
        mistakes.append(ConfigurationMistake(option: option, Refusal(message)))
    }

    /// A negative number is a value.
    private static func isOption(_ argument: String) -> Bool {
        guard argument.hasPrefix("-") else { return false }
        return !(argument.dropFirst().first?.isNumber ?? false)
    }
}
