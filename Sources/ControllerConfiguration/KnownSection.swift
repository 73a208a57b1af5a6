/// A configuration section that concerns task databases.
struct KnownSection {
    let name: String
    let traits: [Trait]
    /// The precedence among sections that choose the task database; higher wins.
    var strength = 0

    static let all = [
        KnownSection(name: "IPController", traits: [.backend], strength: 2),
        KnownSection(name: "HubFactory", traits: [.backend], strength: 1),
        KnownSection(name: "IPControllerApp", traits: [.backend]),
        KnownSection(name: "DictDB", traits: [.recordLimit, .sizeLimit, .cullFraction]),
        // NoDB derives from DictDB, so it accepts the limits, which have no effect.
        KnownSection(name: "NoDB", traits: [.recordLimit, .sizeLimit, .cullFraction]),
        KnownSection(name: "SQLiteDB", traits: [.filename, .location, .table]),
        KnownSection(name: "MongoDB", traits: [.connectionArguments, .connectionKeywords, .database]),
    ]

    static func named(_ name: String) -> KnownSection? {
        all.first { $0.name == name }
    }

    var choosesBackend: Bool { traits == [.backend] }
}
