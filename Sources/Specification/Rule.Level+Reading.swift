import Markdown

extension Rule.Level {
    /// The levels that the bold words of a statement give, in their order.
    static func levels(in statement: Inlines) -> [Rule.Level] {
        var levels: [Rule.Level] = []
        for inline in statement {
            if inline.isStrong, let level = Rule.Level(boldText: inline.plainText) { levels.append(level) }
            levels += self.levels(in: inline.children)
        }
        return levels
    }

    /// The bold words that would give a level, in any letter case.
    static func boldWords(in statement: Inlines) -> [String] {
        statement.flatMap { inline in
            let text = inline.isStrong ? inline.plainText : ""
            return Rule.Level(boldText: text.lowercased()) == nil ? boldWords(in: inline.children) : [text]
        }
    }

    private init?(boldText: String) {
        switch boldText {
        case "must", "must not": self = .must
        case "should", "should not": self = .should
        case "may": self = .may
        default: return nil
        }
    }
}
