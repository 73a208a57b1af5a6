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
        abstract: "Update the output on the pages.",
        discussion: """
            Runs every example against the built-in databases, and replaces output on the pages that differs. Wildcards \
            and shortened tracebacks that match are kept. Look at each difference: either the page is wrong or the \
            database.

            Nothing is written if the environment variable CI is set, nor into a page that changed meanwhile.

            Exit status: 0 the pages show the databases' output, 1 some differ still.
            """)

    @Flag(help: "Show each difference and ask.")
    var review = false

    @Option(help: ArgumentHelp("Update only the output of a case or a setup; repeatable.", valueName: "page/id"))
    var accept: [String] = []

    @OptionGroup var docs: DocsOption

    func validate() throws {
        guard docs.directory != nil else {
            throw ValidationError("--docs is needed: the pages in the program cannot be written")
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
        if !review { try Terminal.writeAsIs(wanted.map { Self.text($0) + "\n" }.joined()) }
        let isCI = !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty
        let (made, more) = isCI ? (0, []) : write(wanted, suite.suite)
        let errors = found.errors + more
        Terminal.writeError(errors.map { "\($0)\n" }.joined())
        if isCI, !wanted.isEmpty {
            Terminal.writeError(
                "CI is set: \(counted(wanted.count, "output")) would be written, and \(wanted.count == 1 ? "is" : "are") not\n"
            )
            throw ExitStatus.negative
        }
        let left = found.changes.count - made + found.errors.count
        try Terminal.write("\(counted(made, "output")) written, \(left) left as they are\n")
        guard errors.isEmpty, left == 0 else { throw ExitStatus.negative }
    }

    private func checkNames(in suite: Suite) throws {
        let known = Set(suite.cases.map(\.id) + suite.setups.map(\.id))
        for name in accept where !known.contains(name) {
            let near = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw CommandError.usage("no case or setup is named \(name)\(near)")
        }
    }

    /// Writes the pages that change.
    ///
    /// - Returns: how many outputs were written, and why others could not be.
    private func write(_ changes: [OutputChange], _ suite: Suite) -> (made: Int, errors: [UpdateError]) {
        var made = 0
        var errors: [UpdateError] = []
        for page in suite.pages {
            let own = changes.filter { $0.source.file == page.path }
            guard !own.isEmpty else { continue }
            do throws(UpdateError) {
                let bytes = (try? WholeFile.bytes(of: page.path)) ?? []
                let (edit, count, more) = try PageEdit.making(own, of: page, bytes: bytes)
                errors += more
                do {
                    if count > 0 { try WholeFile.write(edit.after, to: page.path) }
                } catch {
                    throw UpdateError(source: own[0].source, reason: "the page cannot be written: \(error)")
                }
                made += count
            } catch {
                errors.append(error)
            }
        }
        return (made, errors)
    }

    private func isWanted(_ change: OutputChange) throws -> Bool {
        try Terminal.writeAsIs(Self.text(change) + "\nwrite it? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased())
    }

    /// The place, the input, and the lines that are removed and added.
    private static func text(_ change: OutputChange) -> String {
        let style = Terminal.style
        func lines(_ text: String, _ mark: String) -> [String] {
            text.isEmpty
                ? []
                : text.split(separator: "\n", omittingEmptySubsequences: false).map { mark + String($0).printable }
        }
        return
            (["\(change.source): \(change.id)".onOneLine] + lines(change.input, "    ")
            + lines(change.before, "  - ").map(style.red) + lines(change.after, "  + ").map(style.green))
            .joined(separator: "\n")
    }
}
