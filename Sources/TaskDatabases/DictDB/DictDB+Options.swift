extension DictDB.Limits {
    /// The names of the options that ``init(options:)`` reads.
    package static let optionNames = ["record_limit", "size_limit", "cull_fraction"]

    /// - Throws: `TaskDatabaseError` of kind `invalidOption`, also for an unknown option.
    package init(options: Document) throws {
        try options.checkNames(Self.optionNames, of: "DictDB")
        try self.init(
            records: try options.integer("record_limit") ?? Self.defaultRecords,
            bufferBytes: try options.integer("size_limit") ?? Self.defaultBufferBytes,
            cullFraction: try options.number("cull_fraction") ?? Self.defaultCullFraction)
    }
}
