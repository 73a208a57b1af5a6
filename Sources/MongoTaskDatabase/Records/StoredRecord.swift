import TaskDatabases

/// A record as a server stores it: each key is a field, in BSON's own types, so that other programs can read it; `_exact`
/// has, by key, the marks of the values that need them.
enum StoredRecord {
    /// Returns the document to insert.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    static func insertion(_ msgID: String, _ fields: Document) throws -> [UInt8] {
        try BSONWriter.document { writer in
            writer.text("msg_id", msgID)
            let marked = try write(fields, to: &writer)
            guard !marked.isEmpty else { return }
            writer.document(FieldName.exact) { writer in
                for (name, marks) in marked { writer.write(marks, as: name) }
            }
        }
    }

    /// Returns the update that sets some keys with their marks; nil if there are none to set.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unstorable`.
    static func update(_ changes: Document) throws -> [UInt8]? {
        let names = changes.names.filter { $0 != "msg_id" }.map(FieldName.topLevel)
        guard !names.isEmpty else { return nil }
        return try BSONWriter.document { writer in
            var marked: [(name: String, marks: Marks)] = []
            try writer.document("$set") { writer in
                marked = try write(changes, to: &writer)
                for (name, marks) in marked { writer.write(marks, as: "\(FieldName.exact).\(name)") }
            }
            let stale = Set(names.map(ExactText.init)).subtracting(marked.map { ExactText($0.name) })
            guard !stale.isEmpty else { return }
            writer.document("$unset") { writer in
                for name in stale { writer.text("\(FieldName.exact).\(name.string)", "") }
            }
        }
    }

    /// Returns the projection for a find that reads only some keys.
    static func projection(_ keys: [String]) -> Document {
        var projection: Document = ["_id": 0]
        for name in keys.map(FieldName.topLevel) {
            projection[name] = 1
            projection["\(FieldName.exact).\(name)"] = 1
        }
        return projection
    }

    /// Parses a stored record.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` for a document that is no record.
    static func record(_ bytes: [UInt8]) throws -> TaskRecord {
        let marks = try marks(bytes)
        var reader = try BSONReader(bytes)
        var fields = Document()
        fields.reserveCapacity(TaskRecord.keys.count)
        while let field = try reader.next() {
            guard field.name != FieldName.id, field.name != FieldName.exact else { continue }
            var marks = marks[ExactText(field.name)] ?? Marks()
            fields[FieldName.unescaped(field.name)] = try reader.value(field, &marks)
        }
        return TaskRecord(fields)
    }

    private static func write(_ fields: Document, to writer: inout BSONWriter) throws -> [(name: String, marks: Marks)]
    {
        var marked: [(name: String, marks: Marks)] = []
        for (key, value) in fields where key != "msg_id" {
            let name = FieldName.topLevel(key)
            var marks = Marks()
            try writer.value(name, value, &marks)
            if marks.areNeeded { marked.append((name: name, marks: marks)) }
        }
        return marked
    }

    private static func marks(_ bytes: [UInt8]) throws -> [ExactText: Marks] {
        var marks: [ExactText: Marks] = [:]
        var reader = try BSONReader(bytes)
        while let field = try reader.next() {
            guard field.name == FieldName.exact, field.type == .document else { continue }
            var reader = try reader.reader(field)
            while let field = try reader.next() {
                guard field.type == .array else { continue }
                var numbers: [Int] = []
                var list = try reader.reader(field)
                while let number = try list.next() { numbers.append(list.integer(number)) }
                marks[ExactText(field.name)] = Marks(numbers)
            }
        }
        return marks
    }
}

extension BSONWriter {
    fileprivate mutating func write(_ marks: Marks, as name: String) {
        array(name) { writer in
            for (index, number) in marks.numbers.enumerated() { writer.integer(String(index), number) }
        }
    }
}

extension BSONReader {
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` for a type that no record uses.
    fileprivate func value(_ field: Field, _ marks: inout Marks) throws -> Value {
        switch field.type {
        case .null, .undefined: return .null
        case .bool: return .bool(bool(field))
        case .int32, .int64: return .integer(integer(field))
        case .double: return .double(double(field))
        case .string: return .text(text(field))
        case .binary: return .bytes(try binary(field))
        case .date: return .instant(try marks.instant(milliseconds: integer(field)))
        case .objectID:
            throw TaskDatabaseError(
                .foreignStore, "a record contains an ObjectId under '\(field.name)', which no task database writes")
        case .array:
            var values: [Value] = []
            var elements = try reader(field)
            while let element = try elements.next() { values.append(try elements.value(element, &marks)) }
            return .list(values)
        case .document:
            var document = Document()
            var fields = try reader(field)
            while let field = try fields.next() {
                let name = marks.areNeeded ? FieldName.unescaped(field.name) : field.name
                document[name] = try fields.value(field, &marks)
            }
            return .document(document)
        }
    }
}
