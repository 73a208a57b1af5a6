import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Site
import Specification

struct DocsRenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write the pages as a site, each example with its verdicts.",
        discussion: """
            The site is made of files alone: any web server can serve it, and it can be read from a disk. Files of an \
            earlier rendering that are no more are removed; nothing else in the directory is touched.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to.", valueName: "dir"), completion: .directory)
    var output: String

    @OptionGroup var site: SiteInputs
    @OptionGroup var docs: DocsOption

    func run() throws {
        let (suite, diagnostics) = try docs.loadSuite()
        try DocsOption.refuse(diagnostics)
        var builder = try SiteBuilder(site.results(), site.options())
        let built = builder.build(suite)
        let folder = SiteFolder(output)
        let written: Int
        do {
            written = try folder.write(built, images: docs.images)
        } catch {
            throw ValidationError("the site could not be written to \(output): \(error.localizedDescription)")
        }
        for remark in built.remarks { Terminal.writeError("warning: \(remark)\n") }
        try Terminal.write("\(counted(suite.pages.count, "page")) in \(output): \(counted(written, "file")) written\n")
    }
}
