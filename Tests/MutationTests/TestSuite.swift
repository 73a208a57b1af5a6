import Carried
import Conformance
import Specification

enum TestSuite {
    /// The pages this project ships.
    static let carried = PreparedSuite.prepare(
        Suite.load(pages: Carried.pages, version: SuiteVersion.current)
    ).suite
}
