/// The texts of `--help` and `--help-all`.
package enum ControllerHelp {
    /// The most used options, or all.
    package static func text(all: Bool) -> String {
        var lines = [
            "Start a controller: the Hub, its task database and the schedulers of a cluster.", "",
            "Options", "=======", "",
        ]
        for kind in BackendKind.allCases { lines += entry("--\(kind.option)", "Record tasks with \(kind.rawValue).") }
        for flag in ControllerFlag.all { lines += entry("--\(flag.name)", flag.help) }
        for trait in ControllerTrait.all {
            for alias in trait.aliases { lines += entry("--\(alias)=…", "\(trait.help) [\(trait.fullName)]") }
        }
        guard all else { return (lines + ["", "All options are listed by --help-all."]).joined(separator: "\n") }
        lines += ["", "Class options", "=============", ""]
        for trait in ControllerTrait.all {
            lines += entry("--\(trait.fullName)=…", "\(trait.help) It must be \(trait.expectation).")
        }
        for section in KnownSection.all where section.strength == 2 || !section.choosesBackend {
            for trait in section.traits {
                lines += entry("--\(section.name).\(trait.rawValue)=…", "It must be \(trait.expectation).")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func entry(_ option: String, _ help: String) -> [String] { [option, "    \(help)"] }
}
