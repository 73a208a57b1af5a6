import TaskDatabases

extension BSONWriter {
    /// Writes a value of a record, and adds to the marks what BSON cannot represent.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable` for a value nested too deep, or an instant outside the
    ///   years 1 to 9999.
    mutating func value(_ name: String, _ value: Value, _ marks: inout Marks, depth: Int = 1) throws {
        switch value {
        case .list(let values):
            try Self.check(depth)
            try array(name) { writer in
                for (index, value) in values.enumerated() {
                    try writer.value(String(index), value, &marks, depth: depth + 1)
                }
            }
        case .document(let document):
            try Self.check(depth)
            try self.document(name) { writer in
                for (name, value) in document {
                    if FieldName.needsEscape(name) { marks.noteName() }
                    try writer.value(FieldName.escaped(name), value, &marks, depth: depth + 1)
                }
            }
        case .instant(let instant):
            guard Instant.earliest <= instant, instant <= Instant.latest else {
                throw TaskDatabaseError(.unstorable, "a date outside the years 1 to 9999 cannot be stored")
            }
            marks.note(instant)
            date(name, milliseconds: instant.milliseconds)
        default: scalar(name, value)
        }
    }

    /// Writes part of a command: names are not escaped, instants lose their microseconds.
    mutating func plain(_ name: String, _ value: Value) {
        switch value {
        case .list(let values):
            array(name) { writer in
                for (index, value) in values.enumerated() { writer.plain(String(index), value) }
            }
        case .document(let fields): document(name) { $0.plain(fields) }
        default: scalar(name, value)
        }
    }

    mutating func plain(_ fields: Document) {
        for (name, value) in fields { plain(name, value) }
    }

    private mutating func scalar(_ name: String, _ value: Value) {
        switch value {
        case .null, .list, .document: null(name)
        case .bool(let bool): self.bool(name, bool)
        case .integer(let integer): self.integer(name, integer)
        case .double(let double): self.double(name, double)
        case .text(let text): self.text(name, text)
        case .bytes(let bytes): binary(name, bytes)
        case .instant(let instant): date(name, milliseconds: instant.milliseconds)
        }
    }

    /// A server allows 100 levels, with those of the record and of the command around it.
    private static func check(_ depth: Int) throws {
        guard depth <= 96 else {
            throw TaskDatabaseError(.unstorable, "a value nested deeper than 96 levels cannot be stored in MongoDB")
        }
    }
}
