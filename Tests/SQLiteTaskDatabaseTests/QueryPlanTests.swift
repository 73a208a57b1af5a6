import DatabaseTestSupport
import SQLiteTaskDatabase
import TaskDatabases
import Testing

/// The index that each check uses, according to SQLite.
@Suite struct QueryPlanTests {
    struct Plan: CustomTestStringConvertible {
        let check: Document
        let steps: [String]
        let testDescription: String

        init(_ check: Document, _ steps: String...) {
            self.check = check
            self.steps = steps
            testDescription = check.names.joined(separator: ", ") + ": " + steps.joined(separator: "; ")
        }
    }

    static let moment: Value = .instant(.minute(1))
    static let table = "ipython-tasks"

    static func index(_ key: String, _ terms: String) -> String {
        "SEARCH \(table) USING INDEX \(table)/\(key) (\(terms))"
    }

    static let names = "SEARCH \(table) USING INDEX sqlite_autoindex_\(table)_1 (msg_id=?)"

    static let plans = [
        Plan([:], "SCAN \(table)"),
        Plan(["msg_id": "a"], names),
        Plan(["msg_id": ["$in": ["a", "b"]]], names),
        Plan(["msg_id": ["$in": ["a", nil, 5]]], names),
        Plan(
            ["msg_id": ["$glob": "5f*"]],
            "SEARCH \(table) USING INDEX sqlite_autoindex_\(table)_1 (msg_id>? AND msg_id<?)"),
        Plan(["completed": nil], index("completed", "completed=?")),
        Plan(["completed": ["$gte": moment]], index("completed", "completed>?")),
        Plan(["completed": nil, "queue": "mux"], index("completed", "completed=?")),
        Plan(["submitted": ["$gt": moment]], index("submitted", "submitted>?")),
        Plan(["submitted": ["$lt": moment]], index("submitted", "submitted<?")),
        Plan(["submitted": ["$gte": moment, "$lt": moment]], index("submitted", "submitted>? AND submitted<?")),
        Plan(["submitted": moment], index("submitted", "submitted=?")),
        Plan(["submitted": ["$in": [moment, .instant(.minute(2))]]], index("submitted", "submitted=?")),
        Plan(["started": ["$gt": moment]], index("started", "started>?")),
        Plan(["engine_uuid": "e0"], index("engine_uuid", "engine_uuid=?")),
        Plan(["engine_uuid": ["$in": ["e0", "e1"]]], index("engine_uuid", "engine_uuid=?")),
        Plan(["engine_uuid": nil], index("engine_uuid", "engine_uuid=?")),
        Plan(["client_uuid": "ada"], index("client_uuid", "client_uuid=?")),
        Plan(["client_uuid": ["$eq": "ada"], "label": ["$glob": "*"]], index("client_uuid", "client_uuid=?")),
        Plan(["engine_uuid": "e0", "completed": ["$ne": nil]], index("engine_uuid", "engine_uuid=?")),
        Plan(["label": "fit"], index("label", "label=?")),
        Plan(["label": ["$in": ["fit", 5]]], index("label", "label=?")),
        Plan(["label": ["$glob": "fit/*"]], index("label", "label>? AND label<?")),
        Plan(["label": ["$gt": 5]], index("label", "label>? AND label<?")),
        Plan(["label": ["$lte": "m"]], index("label", "label>? AND label<?")),
        Plan(["label": .instant(.minute(1))], index("label", "label>? AND label<?")),
        // Checks that no index serves.
        Plan(["client_uuid": ["$ne": "ada"]], "SCAN \(table)"),
        Plan(["engine_uuid": ["$nin": ["e0"]]], "SCAN \(table)"),
        Plan(["label": ["$glob": "*fit"]], "SCAN \(table)"),
        Plan(["queue": "mux"], "SCAN \(table)"),
        Plan(["colour": "red"], "SCAN \(table)"),
    ]

    @Test(arguments: plans) func `a check uses its index`(_ plan: Plan) async throws {
        let file = try TestFile()
        let database = try file.open()
        #expect(try await database.queryPlan(plan.check) == plan.steps)
    }
}
