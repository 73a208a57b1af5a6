/// The file where SQLiteDB keeps its records.
package struct SQLiteDBSettings: Sendable {
    /// The name of the file in `location`.
    package var filename = "tasks.db"
    /// The directory; if empty, that of the profile.
    package var location = ""
    /// The name of the table; if empty, each session has its own.
    package var table = "ipython-tasks"

    /// The defaults.
    package init() {}
}
