import TaskDatabases

/// A check compiled into a server's own operators.
///
/// A server differs from the query language in places: to it a list matches if one of its elements does, it orders bytes
/// by their length first, and it has no microseconds. There the filter finds more records than the check, never fewer.
struct ServerFilter {
    /// The filters of the conditions, all of which must hold.
    private(set) var clauses: [Value] = []
    /// Whether the filter finds exactly the records that the check matches.
    private(set) var isExact = true

    init(_ query: Query) {
        var budget = Self.budget
        for condition in query.conditions {
            let clause = FieldFilter(condition.field).clause(condition.operator)
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

    /// The filter as the server takes it.
    var document: Document { clauses.isEmpty ? [:] : ["$and": .list(clauses)] }

    /// The filter for some of the records only.
    func document(among msgIDs: ArraySlice<String>) -> Document {
        ["$and": .list(clauses + [["msg_id": ["$in": .list(msgIDs.map(Value.text))]]])]
    }

    /// The most bytes that all conditions may take: a command has 16 MB at most. A longer list is compared with the records
    /// here.
    private static let budget = 8_000_000
}
