import ArgumentParser
import Conformance
import Foundation
import Reports
import Site

/// The options for the reports and addresses of a site.
struct SiteInputs: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "A JSON report of `taskdb test` to show; repeatable.",
            valueName: "file"), completion: .file())
    var reports: [String] = []

    @Option(
        help: ArgumentHelp(
            "A report of `taskdb mutants --json`: each rule shows the mutants that its cases catch.", valueName: "file"),
        completion: .file())
    var mutants: String?

    @Option(
        help: ArgumentHelp(
            "The web address of the project's files, to link to sources there (default: the site carries them).",
            valueName: "url"))
    var sourceURL: String?

    @Option(help: ArgumentHelp("The web address of the Swift API's documentation.", valueName: "url"))
    var apiURL: String?

    func results() throws -> Results {
        let read = try reports.map { path -> (report: Report, source: ReportSource) in
            let report = try InputFile.report(path)
            return (report, ReportSource(path: path, date: Self.day(of: path), report: report))
        }
        return Results(
            backends: JudgedBackend.all(in: read),
            mutants: try mutants.map(InputFile.mutants)
        )
    }

    func options(isServed: Bool = false) throws -> SiteOptions {
        for address in [sourceURL, apiURL].compactMap(\.self) {
            let isHarmless = ["https://", "http://", "./", "../"].contains { address.hasPrefix($0) }
            guard isHarmless || !address.contains(":") else {
                throw CommandError.usage("\(address) is not a web address")
            }
        }
        return SiteOptions(sourceAddress: sourceURL, apiAddress: apiURL, isServed: isServed)
    }

    /// The day on which a file was written: reports have no date.
    private static func day(of path: String) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let date = attributes?[.modificationDate] as? Date else { return "unknown" }
        return date.formatted(.iso8601.year().month().day())
    }
}
