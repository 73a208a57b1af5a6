/// The server and the database where MongoDB keeps its records.
package struct MongoDBSettings: Sendable {
    /// The positional arguments of the connection: a host or a URI, a port.
    package var connectionArguments: [SettingValue] = []
    /// The keyword arguments of the connection, in the order given; no name occurs twice.
    package var connectionKeywords: [(name: String, value: SettingValue)] = []
    /// The name of the database; if empty, each session has its own.
    package var database = "ipython-tasks"

    /// The defaults.
    package init() {}
}
