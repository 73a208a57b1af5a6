import ArgumentParser
import Carried
import Conformance
import Diagnostics
import Foundation
import Markdown
import Specification

/// Which pages to read: those carried in the program, or those of a directory.
struct DocsOption: ParsableArguments {
    @Option(
        name: .customLong("docs"), help: ArgumentHelp("Judge by the pages in a directory.", valueName: "dir"),
        completion: .directory)
    var directory: String?

    /// The suite, and every mistake found on its pages.
    func load() throws -> (suite: PreparedSuite, diagnostics: [Diagnostic]) {
        guard let directory else {
            return PreparedSuite.prepare(Suite.load(pages: Carried.pages, version: SuiteVersion.current))
        }
        do {
            return PreparedSuite.prepare(try Suite.load(directory: directory, version: SuiteVersion.current))
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// The suite of pages without mistakes; a mistake is told and ends the program, for what a verdict by such pages
    /// would mean is not clear.
    func loadFaultless() throws -> PreparedSuite {
        let (suite, diagnostics) = try load()
        guard diagnostics.isEmpty else {
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
            throw ValidationError(
                "the pages have \(counted(diagnostics.count, "mistake")); `taskdb docs check` lists them")
        }
        return suite
    }
}
