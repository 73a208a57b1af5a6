import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in comparing the values of some keys, where others are compared correctly.
    static let singleFields = (texts + nothing).map(\.outsideFuzzing)

    private static let texts = [
        comparing("queue-case-ignored", "texts in `queue` are compared without case", ["queue"]) { $0.lowercased() },
        comparing("output-padding-ignored", "spaces at the end of `stdout` and `stderr` are ignored", outputs) {
            String($0.reversed().drop { $0 == " " }.reversed())
        },
        comparing("client-digits-as-numbers", "digits in `client_uuid` are compared as numbers", ["client_uuid"]) {
            Int($0).map(String.init) ?? $0
        },
        comparing("engine-hyphens-ignored", "the hyphens of a UUID in `engine_uuid` are ignored", ["engine_uuid"]) {
            $0.replacing("-", with: "")
        },
        Mutant(
            "resubmitted-begins-alike", .queries, "`resubmitted` is found by the beginning of its text",
            .comparing(["resubmitted"]) { held, operand in
                guard let held = held.text, let operand = operand.text else { return nil }
                return held.utf8.starts(with: operand.utf8)
            }),
        Mutant(
            "queue-ranges-ignore-case", .operators, "texts in `queue` are ordered without case",
            .testing { condition, held in
                guard condition.field == "queue", condition.isRange, let left = held.text,
                    let right = condition.operand.text
                else { return nil }
                let criterion = CheckCondition("x", condition.name, .text(right.lowercased()))
                return criterion.holds(for: ["x": .text(left.lowercased())])
            }),
    ]

    private static let nothing = [
        Mutant(
            "execute-input-ne-passes-over-none", .operators, "`$ne` on `execute_input` skips None",
            .testing { condition, held in
                condition.field == "execute_input" && condition.name == "$ne" && held == .null ? false : nil
            }),
        Mutant(
            "stderr-none-is-empty", .queries, "None finds an empty `stderr`",
            .comparing(outputs) { held, operand in operand == .null && held == "" ? true : nil }),
        Mutant(
            "queue-none-finds-nothing", .queries, "None in `queue` finds nothing",
            .testing { condition, _ in
                condition.field == "queue" && condition.name == "$eq" && condition.operand == .null ? false : nil
            }),
        Mutant(
            "engine-none-ignored-when-dropping", .queries, "a condition of None on `engine_uuid` is ignored by a drop",
            .conditions([.dropMatching]) { condition in
                condition.field == "engine_uuid" && condition.comparison == nil && condition.operand == .null
                    ? nil : condition
            }),
        Mutant(
            "engine-with-completed-ignored", .queries,
            "of `engine_uuid` and `completed` in one check only the first counts",
            .checks { check in
                let names = check.names.filter { $0 == "engine_uuid" || $0 == "completed" }
                return names.count == 2 ? check.setting(names[1], nil) : check
            }),
        Mutant(
            "update-keeps-first-engine", .writes, "`engine_uuid` can be set only once",
            .method(.update) { request, next in
                guard let changes = request.record, changes["engine_uuid"] != nil,
                    let held = try? await next(.getRecord(msgID: request.msgID ?? "")).document,
                    held["engine_uuid"] != .null
                else { return try await next(request) }
                return try await next(request.replacing(record: changes.setting("engine_uuid", nil)))
            }),
    ]

    private static let outputs = ["stdout", "stderr"]

    private static func comparing(
        _ name: String, _ summary: String, _ fields: [String], _ change: @escaping @Sendable (String) -> String
    ) -> Mutant {
        Mutant(name, .queries, summary, .comparingTexts(fields, change))
    }
}
