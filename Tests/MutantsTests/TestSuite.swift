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
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Conformance/mutants.json").standardizedFileURL
        let json = try JSON(parsing: Array(try Data(contentsOf: file)))
        guard case .array(let mutants)? = json["mutants"] else { return [:] }
        return mutants.reduce(into: [:]) { caught, mutant in
            guard case .string(let name)? = mutant["name"], case .array(let cases)? = mutant["cases"] else { return }
            caught[name] = cases.compactMap { if case .string(let id) = $0 { id } else { nil } }
        }
    }
}
