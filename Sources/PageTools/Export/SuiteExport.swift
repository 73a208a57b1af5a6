import Conformance
import Console
import Cryptography
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// The suite for other tools: `taskdb-suite/1`, written to Conformance/suite.json. Its schema is
/// Conformance/schemas/suite.schema.json.
package struct SuiteExport: Sendable {
    private let suite: PreparedSuite

    package init(_ suite: PreparedSuite) { self.suite = suite }

    package var json: JSON {
        [
            "format": "taskdb-suite/1",
            "version": .string(suite.suite.version),
            "digest": .string(suite.suite.digest),
            "kit": ["name": .string(Kit.name), "version": .string(Kit.version)],
            "clock": .string(Namespace.clock.description),
            "record_keys": .array(TaskRecord.keys.map(JSON.string)),
            "rules": .array(suite.suite.rules.map(rule)),
            "setups": .array(suite.suite.setups.map(setup)),
            "cases": .array(suite.suite.cases.map(testCase)),
        ]
    }

    private func rule(_ rule: Rule) -> JSON {
        [
            "id": .string(rule.id), "level": .string(rule.level.rawValue), "text": .string(rule.text),
            "source": source(rule.source),
        ]
    }

    private func setup(_ setup: Setup) -> JSON {
        [
            "id": .string(setup.id), "language": .string(setup.language.rawValue), "source": source(setup.source),
            "text": .string(setup.body), "examples": examples(suite.session(of: setup), setup.example),
        ]
    }

    private func testCase(_ testCase: Case) -> JSON {
        let meaning: [(String, JSON)] = [
            ("id", .string(testCase.id)),
            ("language", .string(testCase.language.rawValue)),
            ("profile", .string(testCase.profile.rawValue)),
            ("open", .object(JSONObject(testCase.open.map { ($0.name, json($0.value)) }))),
            ("uses", texts(testCase.uses)),
            ("requires", texts(testCase.requires)),
            ("proves", texts(testCase.proves)),
            ("level", .string(suite.level(of: testCase).rawValue)),
            ("selects", testCase.selects.map(JSON.string) ?? .null),
            ("after", testCase.after.map(JSON.string) ?? .null),
            ("text", .string(testCase.body)),
        ]
        let setups = suite.suite.setups.filter { testCase.uses.contains($0.id) }.map(\.body)
        return .object(
            JSONObject(
                meaning + [
                    ("digest", .string(Self.digest(.object(JSONObject(meaning + [("setups", texts(setups))]))))),
                    ("source", source(testCase.source)),
                    ("examples", examples(suite.session(of: testCase), testCase.example)),
                ]))
    }

    /// Changes with the case's input, expected output and conditions; not with its place on the page.
    private static func digest(_ meaning: JSON) -> String {
        SHA256.hexadecimalDigest(of: meaning.bytes)
    }

    /// The inputs of a session, each with its expected output; empty for other languages.
    private func examples(_ session: Session?, _ block: ExampleBlock) -> JSON {
        .array(
            (session?.examples ?? []).map { example in
                let template = block.templateLocation(line: example.line)
                return .object(
                    JSONObject(
                        [
                            ("source", .string(example.source)), ("expected", .string(example.expectedText)),
                            ("line", .integer(block.position(line: example.line, column: 1).line)),
                        ] + (template.map { [("template", .integer($0.line))] } ?? [])))
            })
    }

    /// The path of the page inside the project.
    private func source(_ source: SourceLocation) -> JSON {
        let file = source.file.split(separator: "/").suffix(2).joined(separator: "/")
        return ["file": .string(file), "line": .integer(source.line)]
    }

    private func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    private func json(_ value: OptionValue) -> JSON {
        switch value {
        case .integer(let integer): .integer(integer)
        case .number(let double): .double(double)
        case .boolean(let bool): .bool(bool)
        case .text(let text): .string(text)
        }
    }
}
