/// Which server and database MongoDB keeps its records in.
public struct MongoDBSettings: Sendable {
    /// What the connection is opened with, by position: a host or a URI, a port.
    public var connectionArguments: [SettingValue] = []
    /// What the connection is opened with, by name, in the order given; no name occurs twice.
    public var connectionKeywords: [(name: String, value: SettingValue)] = []
    /// The database; empty for one of its own for each session.
    public var database = "ipython-tasks"

    public init() {}
}
