/// Which server and database MongoDB keeps its records in.
package struct MongoDBSettings: Sendable {
    /// What the connection is opened with, by position: a host or a URI, a port.
    package var connectionArguments: [SettingValue] = []
    /// What the connection is opened with, by name, in the order given; no name occurs twice.
    package var connectionKeywords: [(name: String, value: SettingValue)] = []
    /// The database; empty for one of its own for each session.
    package var database = "ipython-tasks"

    package init() {}
}
