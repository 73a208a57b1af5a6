import Foundation
import TaskDatabases
import TestSupport
import Testing

/// The code of the articles is compiled and run by this target.
@Suite struct ArticleTests {
    @Test(arguments: [
        ("TaskDatabases/TaskDatabases.docc/CompilingQueries.md", ["CompilingQueries.swift"]),
        (
            "Conformance/Conformance.docc/JudgingYourDatabase.md",
            ["JudgingYourDatabase.swift", "JudgingALimitedDatabase.swift"]
        ),
    ])
    func `each block of an article is a file of this target`(article: String, files: [String]) throws {
        let text = try String(
            contentsOf: Program.project.appending(path: "Sources/\(article)"), encoding: .utf8)
        let blocks = text.components(separatedBy: "```swift\n").dropFirst().map { block in
            block.components(separatedBy: "```")[0]
        }
        let compiled = try files.map { file in
            try String(contentsOf: Program.project.appending(path: "Tests/DocumentationTests/\(file)"), encoding: .utf8)
        }
        #expect(blocks == compiled)
    }

    @Test func `the compiled part of a check finds every match`() throws {
        let dates = [1, 2, 3, nil].map { $0.map { Value.instant(Instant(microseconds: $0)) } ?? .null }
        let records = dates.enumerated().map { index, date in
            TaskRecord(msgID: "\(index)", ["submitted": date, "label": .integer(index)])
        }
        let check: Document = ["submitted": ["$gt": dates[0]], "label": ["$ne": 2]]
        var asked: [ColumnCondition] = []
        let found = try find(check) { conditions in
            asked = conditions
            return records.filter { record in
                conditions.allSatisfy { condition in
                    guard case .isBetween(let name, let earliest, let latest) = condition else { return false }
                    guard case .instant(let held)? = record.fields[name] else { return false }
                    return earliest.map { $0 <= held } ?? true && latest.map { held <= $0 } ?? true
                }
            }
        }
        #expect(asked.count == 1)
        #expect(found.map { $0.fields["msg_id"] } == [.text("1")])
    }
}
