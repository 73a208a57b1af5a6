/// Where SQLiteDB keeps its records.
public struct SQLiteDBSettings: Sendable {
    /// The name of the file, within the directory.
    public var filename = "tasks.db"
    /// The directory; empty for the profile's own.
    public var location = ""
    /// The table; empty for one of its own for each session.
    public var table = "ipython-tasks"

    public init() {}
}
