import TaskDatabases
import Testing

/// Each operator with the record's values that satisfy it and that do not.
@Suite struct QueryTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let criterion: Value
        let held: Value
        let matches: Bool

        init(_ criterion: Value, _ held: Value, _ matches: Bool) {
            self.criterion = criterion
            self.held = held
            self.matches = matches
        }

        var testDescription: String { "\(held) \(matches ? "matches" : "does not match") \(criterion)" }
    }

    static let noon = Value.instant(Instant(microseconds: 1_326_888_000_000_000))
    static let later = Value.instant(Instant(microseconds: 1_326_888_000_000_001))

    static let equality: [Row] = [
        Row("a", "a", true), Row("a", "b", false), Row(nil, nil, true), Row(nil, "", false), Row(1, 1.0, true),
        Row(1, true, false), Row("1", 1, false), Row(.bytes([97]), "a", false), Row(noon, noon, true),
        Row("\u{E9}", "e\u{301}", false), Row([1, [2]], [1, [2]], true), Row([1, 2], [2, 1], false),
        Row(["a": 1, "b": 2], ["b": 2, "a": 1], true), Row(["$eq": "a"], "a", true), Row(["$ne": "a"], nil, true),
        Row(["$ne": nil], nil, false), Row(["$ne": "a"], "a", false),
        Row(.integer(.max), 9_223_372_036_854_775_807.0, false),
    ]

    static let ranges: [Row] = [
        Row(["$lt": 5], 4, true), Row(["$lt": 5], 5, false), Row(["$lte": 5], 5, true), Row(["$lte": 5], 6, false),
        Row(["$gt": 5], 6, true), Row(["$gt": 5], 5, false), Row(["$gte": 5], 5, true), Row(["$gte": 5], 4, false),
        Row(["$lt": noon], nil, false), Row(["$gte": nil], nil, false), Row(["$lt": 5], "4", false),
        Row(["$gt": noon], later, true), Row(["$gt": later], noon, false), Row(["$gt": "B"], "a", true),
        Row(["$lt": 1.5], 1, true), Row(["$gt": -1.5], -1, true), Row(["$gt": 1e300], .integer(.max), false),
        Row(["$gte": 2, "$lt": 4], 3, true), Row(["$gte": 2, "$lt": 4], 4, false), Row(["$lt": [2]], [1], false),
        Row(["$lt": .bytes([2])], .bytes([1, 9]), true), Row(["$gte": .double(.nan)], .double(.nan), false),
    ]

    static let membership: [Row] = [
        Row(["$in": ["a", nil]], nil, true), Row(["$in": ["a", nil]], "b", false), Row(["$in": []], nil, false),
        Row(["$nin": []], nil, true), Row(["$nin": ["a"]], nil, true), Row(["$nin": ["a", nil]], nil, false),
        Row(["$in": [1]], 1.0, true), Row(["$in": ["1"]], 1, false), Row(["$exists": true], nil, false),
        Row(["$exists": false], nil, true), Row(["$exists": true], "", true), Row(["$exists": false], 0, false),
        Row(["$all": ["a", "b"]], ["b", "c", "a"], true),
        Row(["$all": ["a", "b"]], ["a"], false), Row(["$all": ["a"]], "a", true), Row(["$all": []], ["a"], false),
        Row(["$mod": [4, 1]], 9, true), Row(["$mod": [4, 1]], 8, false), Row(["$mod": [4, 0]], nil, false),
        Row(["$mod": [4, 0]], "8", false), Row(["$mod": [-1, 0]], .integer(.min), true),
    ]

    @Test(arguments: equality + ranges + membership)
    func criterion(_ row: Row) throws {
        let query = try Query(["field": row.criterion])
        #expect(query.matches(["field": row.held]) == row.matches)
    }

    @Test func `a field the record lacks is null`() throws {
        #expect(try Query(["field": nil]).matches([:]))
        #expect(try !Query(["field": ["$exists": true]]).matches([:]))
        #expect(try Query(["field": ["$exists": false]]).matches([:]))
    }

    @Test func `all fields and all operators must hold`() throws {
        let query = try Query(["a": 1, "b": ["$gt": 1, "$ne": 3], "c": "x"])
        #expect(query.matches(["a": 1, "b": 2, "c": "x"]))
        #expect(!query.matches(["a": 2, "b": 2, "c": "x"]))
        #expect(!query.matches(["a": 1, "b": 3, "c": "x"]))
        #expect(!query.matches(["a": 1, "b": 2, "c": "y"]))
    }

    /// What a backend author compiles.
    @Test func `the conditions are those of the check, in its order`() throws {
        let query = try Query([
            "msg_id": ["$in": ["a", "b", "a", nil]], "submitted": ["$gte": Self.noon, "$lt": Self.later],
            "label": ["$glob": "fit/*"], "queue": "mux", "error": ["$exists": false], "a.b": ["$mod": [4.5, -1]],
        ])
        #expect(
            query.conditions.map(\.field) == ["msg_id", "submitted", "submitted", "label", "queue", "error", "a.b"])
        guard case .in(let set) = query.conditions[0].operator,
            case .range(.less, Self.later) = query.conditions[2].operator,
            case .glob(let glob) = query.conditions[3].operator, case .equal("mux") = query.conditions[4].operator,
            case .equal(.null) = query.conditions[5].operator,
            case .remainder(divisor: 4, equals: -1) = query.conditions[6].operator
        else {
            Issue.record("\(query.conditions)")
            return
        }
        #expect(set.count == 3 && set.values.count == 3)
        #expect(set.contains("b") && set.contains(nil) && !set.contains("c"))
        #expect(glob.pattern == "fit/*" && glob.bounds == ("fit/", "fit0"))
        #expect(query.conditions[3].holds(for: "fit/linear") && !query.conditions[3].holds(for: nil))
    }

    @Test(
        arguments: [
            (["f": ["$le": 1]], .unknownOperator), (["f": ["$gt": 1, "$no": 2]], .unknownOperator),
            (["f": ["plain": 1, "$gt": 2]], .unknownOperator), (["$or": []], .unknownOperator),
            (["f": ["$in": "abc"]], .invalidOperand), (["f": ["$mod": [0, 1]]], .invalidOperand),
            (["f": ["$mod": 3]], .invalidOperand), (["f": ["$glob": 3]], .invalidOperand),
        ] as [(Document, TaskDatabaseError.Kind)])
    func `an unknown operator or an invalid operand is an error`(check: Document, kind: TaskDatabaseError.Kind) {
        #expect { try Query(check) } throws: { ($0 as? TaskDatabaseError)?.kind == kind }
    }

    private static let alike: [Value] = [
        nil, false, true, 0, 1, .double(1), .double(-0.0), .double(0.5), .double(.nan), .double(.infinity),
        .double(1e300),
        .integer(.max), .double(9_223_372_036_854_775_808), "1", "é", "e\u{301}", .bytes([1]), [], [1], [.double(1)],
        [[1]],
        [1, 2], [2, 1], .document(["a": 1, "b": [nil]]), .document(["b": [nil], "a": .double(1)]), .document(["a": 1]),
        .instant(Instant(microseconds: 0)), .instant(Instant(microseconds: 1)),
    ]

    @Test(arguments: alike) func `a set holds what matches one of its values`(value: Value) throws {
        for other in Self.alike {
            let query = try Query(["f": ["$in": [other, "more"]]])
            #expect(query.matches(["f": value]) == value.matches(other), "\(value) in \(other)")
        }
    }

    @Test func `many operands take linear time`() throws {
        let numbers = Value.list((0..<200_000).map { .integer($0) })
        #expect(try Query(["f": ["$all": numbers]]).matches(["f": numbers]))
        let query = try Query(["f": ["$in": numbers]])
        for number in 0..<20_000 { #expect(query.matches(["f": .double(Double(number))])) }
    }
}
