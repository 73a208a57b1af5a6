import ArgumentParser
import CarriedAssets
import CarriedPages
import Conformance
import Diagnostics
import Foundation
import Markdown
import Site
import Specification
import Support

/// Which pages to read: those carried in the program, or those of a directory.
struct DocsOption: ParsableArguments {
    @Option(
        name: .customLong("docs"), help: ArgumentHelp("Judge by the pages in a directory.", valueName: "dir"),
        completion: .directory)
    var directory: String?

    func validate() throws {
        if directory?.isEmpty == true { throw ValidationError("--docs needs the name of a folder; . is this one") }
    }

    /// The suite with its examples read, and every mistake found on its pages.
    func load() throws -> (suite: PreparedSuite, diagnostics: [Diagnostic]) { PreparedSuite.prepare(try loadSuite()) }

    /// The suite, and every mistake found on its pages but for those inside examples.
    func loadSuite() throws -> (suite: Suite, diagnostics: [Diagnostic]) {
        guard let directory else { return Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current) }
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

    /// What keeps a site from being what its pages say: links that lead nowhere, and names that the site has itself.
    func siteMistakes(_ suite: Suite, _ results: Results = Results()) -> [Diagnostic] {
        // Where the pages are carried, the project's other files are not.
        let isThere = directory.map { directory in
            { @Sendable (path: String) in FileManager.default.fileExists(atPath: "\(directory)/\(path)") }
        }
        return suite.brokenLinks(isThere) + suite.reservedNameDiagnostics(results)
    }

    /// Tells of files that may be meant as pages, and are none.
    func tellOfUnreadPages() throws {
        guard let directory else { return }
        let unread = Suite.unreadPages(in: directory)
        let told = unread.prefix(10).map { path in
            let reason = path.contains("/") ? "pages stand in \(directory) itself" : "a page's name ends in .md"
            return "warning: \(directory)/\(path) is not read: \(reason)\n"
        }
        let more = unread.count > told.count ? ["warning: and \(unread.count - told.count) more\n"] : []
        Terminal.writeError(Diagnostic.visibleLines((told + more).joined()))
    }

    /// A picture of the pages, by its path below their folder; nil if there is none.
    func images(_ path: String) -> Data? {
        guard let directory else {
            return SiteAssets.images.first { $0.path == path }.map { Data($0.text.utf8) }
        }
        let file = URL(fileURLWithPath: directory).appending(path: path).path
        return (try? WholeFile.bytes(of: file, isRegular: true)).map { Data($0) }
    }
}
