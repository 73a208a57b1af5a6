import Console

/// A setting that a statement which cannot be run may make.
struct PossibleSetting {
    let section: String
    let trait: Trait
    let place: SourceSpan
}

extension StatementBlock {
    /// The settings of task databases that the block may make.
    ///
    /// - Parameter isConfiguration: whether a variable holds the configuration or a section of it. A block that hands one on
    ///   may choose the database.
    func possibleSettings(_ isConfiguration: (String) -> Bool) -> [PossibleSetting] {
        // An import sets nothing, also that of a class whose name is a section's.
        guard !["import", "from"].contains(tokens.first?.text) else { return [] }
        var settings: [PossibleSetting] = []
        var section: KnownSection?
        for index in body.indices {
            let token = tokens[index]
            if token.beginsLine { section = nil }
            guard token.kind != .symbol else { continue }
            if let known = KnownSection.named(token.text), token.kind == .name || isSubscript(index) {
                section = known
                if !isFollowedByName(index) { settings += known.traits.map { setting(known.name, $0, token) } }
            } else if token.text == Trait.backend.rawValue {
                let name = section.flatMap { $0.choosesBackend ? $0.name : nil } ?? "IPController"
                settings.append(setting(name, .backend, token))
            } else if let section, let trait = section.traits.first(where: { $0.rawValue == token.text }) {
                settings.append(setting(section.name, trait, token))
            } else if isVariable(index), isConfiguration(token.text), !isFollowedByName(index) {
                settings.append(setting("IPController", .backend, token))
            }
        }
        return settings
    }

    private func setting(_ section: String, _ trait: Trait, _ token: PythonToken) -> PossibleSetting {
        PossibleSetting(
            section: section, trait: trait,
            place: SourceSpan(line: token.line, column: token.column, length: token.text.unicodeScalars.count))
    }

    private func isSubscript(_ index: Int) -> Bool { text(index - 1) == "[" && text(index + 1) == "]" }

    /// Whether an attribute or an item with a fixed name follows: not `update`, and no variable in brackets.
    private func isFollowedByName(_ index: Int) -> Bool {
        let after = text(index + 1) == "]" ? index + 2 : index + 1
        guard tokens.indices.contains(after + 1) else { return false }
        switch tokens[after].text {
        case ".": return !["update", "merge", "setdefault"].contains(tokens[after + 1].text)
        case "[": return tokens[after + 1].kind == .string
        default: return false
        }
    }
}
