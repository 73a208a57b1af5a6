extension DictDB.Limits {
    /// - Throws: `TaskDatabaseError` of kind `invalidOption`.
    package init(options: Document) throws {
        try self.init(
            records: try options.integer("record_limit") ?? Self.defaultRecords,
            bufferBytes: try options.integer("size_limit") ?? Self.defaultBufferBytes,
            cullFraction: try options.number("cull_fraction") ?? Self.defaultCullFraction)
    }
}
