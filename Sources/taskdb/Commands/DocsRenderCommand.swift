import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Site
import Specification
import Support

struct DocsRenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write the pages as a site, with the outcome of each example.",
        discussion: """
            The site is made of files: any web server can serve it, and a browser can read it from the disk. Files of \
            an earlier rendering that are no longer needed are removed. If another file would be overwritten, nothing \
            is written.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to.", valueName: "dir"), completion: .directory)
    var output: String

    @OptionGroup var site: SiteInputs
    @OptionGroup var docs: DocsOption

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output needs the name of a folder; . is this one") }
    }

    func run() throws {
        let (suite, diagnostics) = try docs.loadSuite()
        let results = try site.results()
        try DocsOption.check((diagnostics + docs.siteErrors(suite, results)).sorted())
        var builder = try SiteBuilder(results, site.options())
        let built = builder.build(suite)
        let folder = SiteFolder(output)
        let written: Int
        do {
            written = try folder.write(built, images: docs.images)
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError.file(FileFailure(error), "the site cannot be written to \(output)")
        }
        for remark in built.remarks { Terminal.writeError("warning: \(remark)\n") }
        try Terminal.write("\(counted(suite.pages.count, "page")) in \(output): \(counted(written, "file")) written\n")
    }
}
