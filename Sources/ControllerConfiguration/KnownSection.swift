/// A section of a configuration this library reads.
struct KnownSection {
    let name: String
    let traits: [Trait]
    /// Among sections that choose the task database, the stronger has more.
    var strength = 0

    static let all = [
        KnownSection(name: "IPController", traits: [.backend], strength: 2),
        KnownSection(name: "HubFactory", traits: [.backend], strength: 1),
        KnownSection(name: "IPControllerApp", traits: [.backend]),
        KnownSection(name: "DictDB", traits: [.recordLimit, .sizeLimit, .cullFraction]),
        // It derives from DictDB: the limits may be set, and mean nothing.
        KnownSection(name: "NoDB", traits: [.recordLimit, .sizeLimit, .cullFraction]),
        KnownSection(name: "SQLiteDB", traits: [.filename, .location, .table]),
        KnownSection(name: "MongoDB", traits: [.connectionArguments, .connectionKeywords, .database]),
    ]

    static func named(_ name: String) -> KnownSection? {
        all.first { $0.name == name }
    }

    var choosesBackend: Bool { traits == [.backend] }
}
