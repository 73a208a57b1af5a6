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

    /// The suite with its examples read, and every mistake found on its pages.
    func load() throws -> (suite: PreparedSuite, diagnostics: [Diagnostic]) { PreparedSuite.prepare(try loadSuite()) }

    /// The suite, and every mistake found on its pages but for those inside examples.
    func loadSuite() throws -> (suite: Suite, diagnostics: [Diagnostic]) {
        guard let directory else { return Suite.load(pages: Carried.pages, version: SuiteVersion.current) }
        do {
            return try Suite.load(directory: directory, version: SuiteVersion.current)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// The suite of pages without mistakes; a mistake is told and ends the program, for what a verdict by such pages
    /// would mean is not clear.
    func loadFaultless() throws -> PreparedSuite {
        let (suite, diagnostics) = try load()
        try Self.refuse(diagnostics)
        return suite
    }

    /// Tells mistakes and ends the program, if there are any.
    static func refuse(_ diagnostics: [Diagnostic]) throws {
        guard !diagnostics.isEmpty else { return }
        Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
        throw ValidationError("the pages have \(counted(diagnostics.count, "mistake")); `taskdb docs check` lists them")
    }

    /// A picture of the pages, by its path below their folder; nil if there is none.
    func images(_ path: String) -> Data? {
        guard let directory else {
            return Carried.images.first { $0.path == path }.map { Data($0.text.utf8) }
        }
        return FileManager.default.contents(atPath: URL(fileURLWithPath: directory).appending(path: path).path)
    }
}
