/// The sections open at a place of a page, each with the last rule in it.
struct Sections {
    /// The rule a case proves unless it names others.
    enum NearestRule: Sendable {
        case none
        /// Its index in the page.
        case rule(Int)
        /// There is one, with a mistake that is told already.
        case broken
    }

    private var open: [(level: Int, rule: NearestRule)] = [(0, .none)]

    /// A heading ends the sections of its level and deeper ones.
    mutating func enter(level: Int) {
        open.removeAll { $0.level >= level }
        open.append((level, .none))
    }

    /// The last rule of the innermost section that has one; setting it belongs to the innermost.
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
