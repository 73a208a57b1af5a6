import TaskDatabases

/// The limits of DictDB, which drops the oldest records beyond them.
package struct DictDBSettings: Sendable {
    /// The most records, 0 or more; a larger number than `Int.max` becomes `Int.max`, which is never reached.
    package var recordLimit = DictDB.Limits.defaultRecords
    /// The most bytes of buffers, 0 or more; a larger number than `Int.max` becomes `Int.max`.
    package var sizeLimit = DictDB.Limits.defaultBufferBytes
    /// The fraction of a limit that is freed when it is exceeded, from 0 to 1.
    package var cullFraction = DictDB.Limits.defaultCullFraction

    /// The defaults.
    package init() {}
}
