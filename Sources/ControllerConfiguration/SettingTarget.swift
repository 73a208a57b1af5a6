import Diagnostics

/// What a setting is about.
enum SettingTarget {
    case known(KnownSection, Trait)
    /// None of this library's business.
    case other
    case mistake(Setting.Part, Refusal)

    /// - Parameter sections: those that lead to the trait, outermost first.
    init(sections: [String], trait: String) {
        var path = sections
        // A setting may be limited to the databases of a controller: `c.IPController.DictDB.record_limit`.
        if path.count == 2, path[0] == "IPController" { path.removeFirst() }
        if path.isEmpty {
            self.init(outsideSections: trait)
        } else if path.count > 1 {
            self = .other
        } else if let section = KnownSection.named(path[0]) {
            self.init(trait, of: section)
        } else {
            self.init(trait, ofUnknown: path[0])
        }
    }
}

extension SettingTarget {
    private init(outsideSections name: String) {
        if KnownSection.named(name) != nil {
            self = .mistake(.trait, Refusal("`\(name)` is a section; set its traits one by one"))
        } else if let section = KnownSection.all.first(where: { $0.traits.contains { $0.rawValue == name } }) {
            let message = "`\(name)` belongs to a section; did you mean `\(section.name).\(name)`?"
            self = .mistake(.trait, Refusal(message))
        } else {
            self = .other
        }
    }

    private init(_ name: String, of section: KnownSection) {
        if let trait = section.traits.first(where: { $0.rawValue == name }) {
            self = .known(section, trait)
            return
        }
        let names = section.traits.map(\.rawValue)
        if let near = nearestName(to: name, among: names) {
            self = .mistake(.trait, Refusal("\(section.name) has no \(quoted(name)); did you mean `\(near)`?"))
        } else if section.choosesBackend {
            self = .other
        } else {
            let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            self = .mistake(.trait, Refusal("\(section.name) has no \(quoted(name))", note: "it has \(list)"))
        }
    }

    /// A misspelt section is told from one of another program's by its name alone where it is a database's.
    private init(_ name: String, ofUnknown section: String) {
        let sections = KnownSection.all.filter { !$0.choosesBackend || name == Trait.backend.rawValue }
        if let near = nearestName(to: section, among: sections.map(\.name)) {
            let message = "there is no section \(quoted(section)); did you mean `\(near)`?"
            self = .mistake(.section, Refusal(message))
        } else {
            self = .other
        }
    }
}
