import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import PageTools
import Reports
import Specification
import Support

struct DocsUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Put what the reference shows into the pages.",
        discussion: """
            Runs every example against the kit's own databases, and puts what they show where a page shows something \
            else. Wildcards and shortened tracebacks that still match stay as they are. A rule is not changed by this: \
            look at each difference, for either the page is wrong or the reference.

            Nothing is written while the environment has CI set, nor into a page that was changed meanwhile.

            Exit status: 0 the pages show what the reference does, 1 something is left to do.
            """)

    @Flag(help: "Show each difference and ask.")
    var review = false

    @Option(help: ArgumentHelp("Take only what a case or a setup shows; repeatable.", valueName: "page/id"))
    var accept: [String] = []

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard docs.directory != nil else {
            throw ValidationError("say with --docs where the pages are; those in the program cannot be written")
        }
        guard !(review && !accept.isEmpty) else { throw ValidationError("--review asks; --accept does not") }
    }

    func run() async throws {
        let suite = try docs.loadFaultless()
        try checkNames(in: suite.suite)
        let found = await OutputReview.run(suite)
        let wanted =
            review
            ? try found.changes.filter(isWanted)
            : found.changes.filter { accept.isEmpty || accept.contains($0.id) }
        if !review { try Terminal.write(wanted.map { Self.text($0) + "\n" }.joined()) }
        let isCI = !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty
        let (made, hindered) = isCI ? (0, []) : write(wanted, suite.suite)
        let obstacles = found.obstacles + hindered
        Terminal.writeError(obstacles.map { "\($0)\n" }.joined())
        if isCI, !wanted.isEmpty {
            Terminal.writeError(
                "CI is set: \(counted(wanted.count, "output")) would be written, and \(wanted.count == 1 ? "is" : "are") not\n"
            )
            throw ExitCode(1)
        }
        let left = found.changes.count - made + found.obstacles.count
        try Terminal.write("\(counted(made, "output")) written, \(left) left as they are\n")
        guard obstacles.isEmpty, left == 0 else { throw ExitCode(1) }
    }

    private func checkNames(in suite: Suite) throws {
        let known = Set(suite.cases.map(\.id) + suite.setups.map(\.id))
        for name in accept where !known.contains(name) {
            let near = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw ValidationError("no case or setup is named \(name)\(near)")
        }
    }

    /// Writes the pages that change.
    ///
    /// - Returns: how many outputs were written, and why others were not.
    private func write(_ changes: [OutputChange], _ suite: Suite) -> (made: Int, obstacles: [UpdateObstacle]) {
        var made = 0
        var obstacles: [UpdateObstacle] = []
        for page in suite.pages {
            let own = changes.filter { $0.source.file == page.path }
            guard !own.isEmpty else { continue }
            do throws(UpdateObstacle) {
                let bytes = (try? WholeFile.bytes(of: page.path)) ?? []
                let (edit, count, hindered) = try PageEdit.making(own, of: page, bytes: bytes)
                obstacles += hindered
                do {
                    if count > 0 { try WholeFile.write(edit.after, to: page.path) }
                } catch {
                    throw UpdateObstacle(source: own[0].source, reason: "the page cannot be written: \(error)")
                }
                made += count
            } catch {
                obstacles.append(error)
            }
        }
        return (made, obstacles)
    }

    private func isWanted(_ change: OutputChange) throws -> Bool {
        try Terminal.write(Self.text(change) + "\ntake it? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased())
    }

    /// The place, what is run, and the lines that go and come.
    private static func text(_ change: OutputChange) -> String {
        let style = Terminal.style
        func lines(_ text: String, _ mark: String) -> [String] {
            text.isEmpty
                ? []
                : text.split(separator: "\n", omittingEmptySubsequences: false).map { mark + Diagnostic.visible($0) }
        }
        return
            (["\(change.source): \(change.id)"] + lines(change.input, "    ")
            + lines(change.before, "  - ").map(style.red) + lines(change.after, "  + ").map(style.green))
            .joined(separator: "\n")
    }
}
