import Diagnostics

/// Reads the controller's options: applies settings in ascending order of precedence, those of the command line last.
struct OptionReader {
    var options = ControllerOptions()
    var warnings: [String] = []
    var diagnostics: [ConfigurationDiagnostic] = []

    mutating func read(_ setting: Setting, isFile: Bool) {
        guard case .other = SettingTarget(sections: setting.sections, trait: setting.trait) else { return }
        guard let section = setting.sections.last else {
            warnings.append("Config option `\(setting.trait)` is in no section and has no effect.")
            return
        }
        let fullName = "\(section).\(setting.trait)"
        if let trait = ControllerTrait.named(section, setting.trait) {
            apply(trait, setting)
        } else if ControllerTrait.isWithoutEffect(section, setting.trait) || isFile {
            let near = nearestName(
                to: setting.trait, among: ControllerTrait.all.filter { $0.section == section }.map(\.name))
            let hint = near.map { "  Did you mean `\($0)`?" } ?? ""
            warnings.append("Config option `\(fullName)` has no effect: this controller has no such setting.\(hint)")
        } else {
            let names = ControllerTrait.all.map(\.fullName)
            reject(setting, at: .trait, "there is no setting \(quoted(fullName))", near: fullName, among: names)
        }
    }

    private mutating func apply(_ trait: ControllerTrait, _ setting: Setting) {
        if let warning = trait.warning, !warnings.contains(warning) { warnings.append(warning) }
        guard !trait.apply(setting.value, &options) else { return }
        let rejection = RejectedSetting("`\(setting.trait)` must be \(trait.expectation)")
        diagnostics.append(setting.diagnostic(at: .value, rejection))
    }

    private mutating func reject(
        _ setting: Setting, at part: Setting.Part, _ message: String, near name: String, among names: [String]
    ) {
        let hint = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
        diagnostics.append(setting.diagnostic(at: part, RejectedSetting(message + hint)))
    }
}

// MARK: - The command line

extension OptionReader {
    mutating func read(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() { read(argument, followedBy: &rest) }
    }

    private mutating func read(_ argument: String, followedBy rest: inout ArraySlice<String>) {
        guard argument.hasPrefix("-"), argument != "--" else {
            reject(argument, "the controller takes options only")
            return
        }
        if argument == "-h" || argument == "-V" {
            options.request = argument == "-h" ? .help : .version
            return
        }
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = String(parts[0].drop { $0 == "-" })
        let value = parts.count > 1 ? parts[1] : nil
        if parts[0].prefix(while: { $0 == "-" }).count != 2 {
            reject(
                argument, showsValue: false, "there is no option \(quoted(parts[0])); did you mean `--\(name)`?")
        } else if let flag = ControllerFlag.all.first(where: { $0.name == name }), value == nil {
            flag.apply(&options)
        } else if ControllerFlag.withoutEffect.contains(name) {
            warnings.append("The option `--\(name)` has no effect.")
        } else if let (section, trait) = Self.target(of: name) {
            readValue(value, of: argument, section, trait, followedBy: &rest)
        } else if let flag = ControllerFlag.all.first(where: { $0.name == name }) {
            let hint = flag.trait.map { "; give one to `--\($0)=`" } ?? ""
            reject(argument, "`--\(name)` takes no value\(hint)")
        } else {
            let names = ControllerFlag.all.map(\.name) + ControllerTrait.all.flatMap { $0.aliases + [$0.fullName] }
            let hint = nearestName(to: name, among: names).map { "; did you mean `--\($0)`?" } ?? ""
            reject(argument, showsValue: false, "there is no option \(quoted("--" + name))\(hint)")
            // The next word is probably its value, and no mistake of its own.
            if value == nil, let next = rest.first, !next.hasPrefix("-") { rest.removeFirst() }
        }
    }

    /// The trait that an option sets: `ip` and `IPController.ip`.
    private static func target(of name: String) -> (section: String, trait: String)? {
        if let trait = ControllerTrait.all.first(where: { $0.aliases.contains(name) }) {
            return (trait.section, trait.name)
        }
        let fullName = ControllerTrait.aliasesWithoutEffect[name] ?? name
        let parts = fullName.split(separator: ".").map(String.init)
        guard parts.count >= 2 else { return nil }
        let (section, trait) = (parts[parts.count - 2], parts[parts.count - 1])
        let isKnown = ControllerTrait.named(section, trait) != nil
        return isKnown || ControllerTrait.isWithoutEffect(section, trait) ? (section, trait) : nil
    }

    private mutating func readValue(
        _ value: String?, of argument: String, _ section: String, _ trait: String,
        followedBy rest: inout ArraySlice<String>
    ) {
        var value = value
        if value == nil, let next = rest.first, !next.hasPrefix("-") {
            value = next
            rest.removeFirst()
        }
        guard let value else {
            reject(argument, "a value is missing")
            return
        }
        let setting = Setting(sections: [section], trait: trait, value: .text(value), origin: .option(argument))
        read(setting, isFile: false)
    }

    private mutating func reject(_ argument: String, showsValue: Bool = true, _ message: String) {
        diagnostics.append(ConfigurationDiagnostic(option: argument, showsValue: showsValue, RejectedSetting(message)))
    }
}
