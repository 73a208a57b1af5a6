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

/// The pages to read: those built into the program, or those of a directory.
struct DocsOption: ParsableArguments {
    @Option(
        name: .customLong("docs"),
        help: ArgumentHelp("Use the pages in a directory rather than the built-in ones.", valueName: "dir"),
        completion: .directory)
    var directory: String?

    func validate() throws {
        if directory?.isEmpty == true { throw ValidationError("--docs needs the name of a folder; . is this one") }
    }

    /// The suite with its examples read, and every mistake found on its pages.
    func load() throws -> (suite: PreparedSuite, diagnostics: [Diagnostic]) {
        let (suite, diagnostics) = PreparedSuite.prepare(try loadSuite())
        return (suite, (diagnostics + unrunCases(suite)).sorted())
    }

    /// Reports cases that nobody runs. The tests of this project run those on the pages that are built into the program.
    func unrunCases(_ suite: PreparedSuite) -> [Diagnostic] {
        guard directory != nil, suite.suite.cases.contains(where: suite.isRunByTests) else { return [] }
        let own = Set(Self.loadBuiltIn().suite.cases.map(\.id))
        return suite.unrunCases { own.contains($0.id) }
    }

    /// Reads the pages; returns the errors on them, except those in examples.
    func loadSuite() throws -> (suite: Suite, diagnostics: [Diagnostic]) {
        guard let directory else { return Self.loadBuiltIn() }
        return try Suite.load(directory: directory, version: SuiteVersion.current)
    }

    /// Reads the pages that are built into the program.
    static func loadBuiltIn() -> (suite: Suite, diagnostics: [Diagnostic]) {
        Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current)
    }

    /// Reads pages without errors: a verdict by pages with errors would mean little.
    ///
    /// - Throws: ``CommandError`` after showing the errors.
    func loadFaultless() throws -> PreparedSuite {
        let (suite, diagnostics) = try load()
        try Self.check(diagnostics)
        return suite
    }

    /// Shows errors on pages, and throws if there are any.
    static func check(_ diagnostics: [Diagnostic]) throws {
        guard !diagnostics.isEmpty else { return }
        Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
        throw CommandError.usage(
            "the pages have \(counted(diagnostics.count, "error")); `taskdb docs check` lists them")
    }

    /// The errors that concern a site only: broken links, and names of pages that the site has itself.
    func siteErrors(_ suite: Suite, _ results: Results = Results()) -> [Diagnostic] {
        // Beside the built-in pages there are no other files of the project.
        let isThere = directory.map { directory in
            { @Sendable (path: String) in
                path.split(separator: "/").contains("..")
                    ? FileManager.default.fileExists(atPath: "\(directory)/\(path)")
                    : Self.file(path, in: directory) != nil
            }
        }
        return suite.brokenLinks(isThere) + suite.reservedNameDiagnostics(results)
    }

    /// Warns about files that may be meant as pages, but are not read as pages.
    func warnAboutUnreadPages() throws {
        guard let directory else { return }
        let unread = Suite.unreadPages(in: directory)
        let shown = unread.prefix(10).map { path in
            let reason = path.contains("/") ? "pages stand in \(directory) itself" : "a page's name ends in .md"
            return "warning: \(directory)/\(path) is not read: \(reason)\n"
        }
        let more = unread.count > shown.count ? ["warning: and \(unread.count - shown.count) more\n"] : []
        Terminal.writeError((shown + more).joined())
    }

    /// A picture of the pages, by its path below their directory; nil if there is none.
    func images(_ path: String) -> Data? {
        guard let directory else {
            return SiteAssets.images.first { $0.path == path }.map { Data($0.text.utf8) }
        }
        guard let file = Self.file(path, in: directory) else { return nil }
        return (try? WholeFile.bytes(of: file, isRegular: true)).map { Data($0) }
    }

    /// The file at a path below a folder; nil if there is none. A symbolic link may lead out of the folder, to a file that is
    /// nobody's business.
    private static func file(_ path: String, in directory: String) -> String? {
        let folder = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path
        let file = URL(fileURLWithPath: directory).appending(path: path).resolvingSymlinksInPath().path
        let isInside = file.hasPrefix(folder == "/" ? folder : folder + "/")
        return isInside && FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
