import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Specification

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
        let obstacles = found.obstacles + (isCI ? [] : write(wanted, suite.suite))
        Terminal.writeError(obstacles.map { "\($0)\n" }.joined())
        if isCI, !wanted.isEmpty {
            Terminal.writeError(
                "CI is set: \(counted(wanted.count, "output")) would be written, and \(wanted.count == 1 ? "is" : "are") not\n"
            )
            throw ExitCode(1)
        }
        let left = found.changes.count - wanted.count
        try Terminal.write("\(counted(wanted.count, "output")) written, \(left) left as they are\n")
        guard obstacles.isEmpty, left == 0 else { throw ExitCode(1) }
    }

    private func checkNames(in suite: Suite) throws {
        let known = Set(suite.cases.map(\.id) + suite.setups.map(\.id))
        for name in accept where !known.contains(name) {
            let near = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw ValidationError("no case or setup is named \(name)\(near)")
        }
    }

    private func write(_ changes: [OutputChange], _ suite: Suite) -> [UpdateObstacle] {
        suite.pages.compactMap { page in
            let own = changes.filter { $0.source.file == page.path }
            guard !own.isEmpty else { return nil }
            do throws(UpdateObstacle) {
                let url = URL(fileURLWithPath: page.path)
                let bytes = FileManager.default.contents(atPath: page.path).map(Array.init) ?? []
                let edit = try PageEdit(own, of: page, bytes: bytes)
                do {
                    try Data(edit.after).write(to: url, options: .atomic)
                } catch {
                    throw UpdateObstacle(source: own[0].source, reason: "the page cannot be written: \(error)")
                }
                return nil
            } catch {
                return error
            }
        }
    }

    private func isWanted(_ change: OutputChange) throws -> Bool {
        try Terminal.write(Self.text(change) + "\ntake it? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased())
    }

    /// The place, what is run, and the lines that go and come.
    private static func text(_ change: OutputChange) -> String {
        let style = Terminal.style
        func lines(_ text: String, _ mark: String) -> [String] {
            text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 }
        }
        return
            (["\(change.source): \(change.id)"] + lines(change.input, "    ")
            + lines(change.before, "  - ").map(style.red) + lines(change.after, "  + ").map(style.green))
            .joined(separator: "\n")
    }
}
