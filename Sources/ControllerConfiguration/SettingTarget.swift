import Diagnostics

/// The trait that a setting refers to.
enum SettingTarget {
    case known(KnownSection, Trait)
    /// A setting of another program.
    case other
    case rejected(Setting.Part, RejectedSetting)

    /// - Parameter sections: The sections that contain the trait, outermost first.
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
            self = .rejected(.trait, RejectedSetting("`\(name)` is a section; set its traits one by one"))
        } else if let section = KnownSection.all.first(where: { $0.traits.contains { $0.rawValue == name } }) {
            let message = "`\(name)` belongs to a section; did you mean `\(section.name).\(name)`?"
            self = .rejected(.trait, RejectedSetting(message))
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
            self = .rejected(.trait, RejectedSetting("\(section.name) has no \(quoted(name)); did you mean `\(near)`?"))
        } else if section.choosesBackend {
            self = .other
        } else {
            let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            let message = "\(section.name) has no \(quoted(name))"
            self = .rejected(.trait, RejectedSetting(message, note: "its traits are \(list)"))
        }
    }

    /// Suggests a section for a misspelt one; sections that choose the database are suggested only for `db_class`.
    private init(_ name: String, ofUnknown section: String) {
        let sections = KnownSection.all.filter { !$0.choosesBackend || name == Trait.backend.rawValue }
        if let near = nearestName(to: section, among: sections.map(\.name)) {
            let message = "there is no section \(quoted(section)); did you mean `\(near)`?"
            self = .rejected(.section, RejectedSetting(message))
        } else {
            self = .other
        }
    }
}
