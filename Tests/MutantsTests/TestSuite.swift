import CarriedPages
import Conformance
import Foundation
import Specification
import Wire

enum TestSuite {
    /// The suite of this project's pages.
    static let carried = PreparedSuite.prepare(
        Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current)
    ).suite

    /// The cases that caught each mutant when Conformance/mutants.json was written; they are tried first.
    static func caughtBefore() throws -> [String: [String]] {
        try listed("cases") { value in
            guard case .array(let cases) = value else { return nil }
            return cases.compactMap { if case .string(let id) = $0 { id } else { nil } }
        }
    }

    /// What Conformance/mutants.json says of each mutant.
    static func summaries() throws -> [String: String] {
        try listed("summary") { if case .string(let text) = $0 { text } else { nil } }
    }

    private static func listed<Member>(_ key: String, _ read: (JSON) -> Member?) throws -> [String: Member] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Conformance/mutants.json").standardizedFileURL
        let json = try JSON(parsing: Array(try Data(contentsOf: file)))
        guard case .array(let mutants)? = json["mutants"] else { return [:] }
        return mutants.reduce(into: [:]) { found, mutant in
            guard case .string(let name)? = mutant["name"], let member = mutant[key] else { return }
            found[name] = read(member)
        }
    }
}
