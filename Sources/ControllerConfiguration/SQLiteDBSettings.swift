/// Where SQLiteDB keeps its records.
package struct SQLiteDBSettings: Sendable {
    /// The name of the file, within the directory.
    package var filename = "tasks.db"
    /// The directory; empty for the profile's own.
    package var location = ""
    /// The table; empty for one of its own for each session.
    package var table = "ipython-tasks"

    package init() {}
}
