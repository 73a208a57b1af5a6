import TaskDatabases

/// What a check says in a server's own operators.
///
/// A server and the pages differ in places: to a server a list matches what one of its elements matches, it orders bytes
/// by their length first, and it does not see microseconds. There the filter finds more than the check does, never less.
struct ServerFilter {
    /// All of them are to hold.
    private(set) var clauses: [Value] = []
    /// Whether it finds nothing but what the check finds.
    private(set) var isExact = true

    init(_ query: Query) {
        var budget = Self.budget
        for condition in query.conditions {
            let clause = FieldFilter(condition.field).clause(condition.test)
            if !clause.isExact { isExact = false }
            guard let filter = clause.filter else { continue }
            let size = BSONWriter.document { $0.plain("", .document(filter)) }.count
            if size <= budget {
                budget -= size
                clauses.append(.document(filter))
            } else {
                isExact = false
            }
        }
    }

    /// The filter as a server reads it.
    var document: Document { clauses.isEmpty ? [:] : ["$and": .list(clauses)] }

    /// The same for some records only.
    func document(among msgIDs: ArraySlice<String>) -> Document {
        ["$and": .list(clauses + [["msg_id": ["$in": .list(msgIDs.map(Value.text))]]])]
    }

    /// The bytes that all conditions may take together: a command has 16 MB at most. A longer list is held against the
    /// records here.
    private static let budget = 8_000_000
}
