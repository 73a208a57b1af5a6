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

    private init?(boldText: String) {
        switch boldText {
        case "must", "must not": self = .must
        case "should", "should not": self = .should
        case "may": self = .may
        default: return nil
        }
    }
}
