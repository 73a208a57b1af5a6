/// The open sections at a position of a page, each with its last rule.
struct Sections {
    /// The rule that a case without `proves=` proves.
    enum NearestRule: Sendable {
        case none
        /// The index of the rule on the page.
        case rule(Int)
        /// There is a rule, whose error is reported already.
        case broken
    }

    private var open: [(level: Int, rule: NearestRule)] = [(0, .none)]

    /// Begins the section of a heading, which ends the sections of its level and below.
    mutating func enter(level: Int) {
        open.removeAll { $0.level >= level }
        open.append((level, .none))
    }

    /// The last rule of the innermost section that has one. Setting it sets the innermost section's.
    var nearestRule: NearestRule {
        get {
            for section in open.reversed() {
                if case .none = section.rule { continue }
                return section.rule
            }
            return .none
        }
        set {
            guard let last = open.indices.last else { return }
            open[last].rule = newValue
        }
    }
}
