import ArgumentParser
import Conformance
import Foundation
import Reports
import Specification
import Support

/// The options for a list of known failures.
struct KnownFailuresOption: ParsableArguments {
    @Option(
        name: .customLong("known-failures"),
        help: ArgumentHelp(
            "Forgive the failures listed in a file, and only those.",
            discussion: """
                A line is `page/name` or `page/name: first line of the message`, where ... matches any text; lines \
                below [BACKEND] are for that backend only; # begins a comment. A listed case that passes or fails \
                with another message, and an unknown name, fail the run. The list does not change the verdict: a \
                backend that is known to fail a must is not conformant, but the run succeeds with status 0.
                """,
            valueName: "file"),
        completion: .file())
    var path: String?

    @Flag(
        name: .customLong("update-known-failures"),
        help: "Rewrite the file of known failures so that the run succeeds; comments stay.")
    var updates = false

    func validate() throws {
        if updates, path == nil { throw ValidationError("--update-known-failures needs --known-failures FILE") }
    }

    /// Reads the list; a file that is to be rewritten need not exist.
    func load(_ cases: [Case]) throws -> KnownFailures? {
        guard let path else { return nil }
        let isNew = updates && !FileManager.default.fileExists(atPath: path)
        let bytes = isNew ? [] : try InputFile.bytes(of: path, for: "the known failures")
        let list = KnownFailures(path: path, bytes: bytes, cases: cases)
        guard !updates || list.isText else {
            throw CommandError.usage("\(path) cannot be updated: it is not UTF-8 text")
        }
        return list
    }

    /// Applies the list to some runs; shows on standard error where they contradict it.
    ///
    /// - Returns: the runs, and whether none contradicts the list.
    func judge(
        _ runs: [Report.Run], _ list: KnownFailures?, _ cases: [Case]
    ) throws -> (runs: [Report.Run], areAsListed: Bool) {
        guard let list else { return (runs, true) }
        let current = updates ? try update(list, runs, cases) : list
        let judged = runs.map(current.judge)
        let diagnostics = (current.diagnostics + judged.flatMap(\.diagnostics)).sorted()
        Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
        return (judged.map(\.run), diagnostics.isEmpty)
    }

    private func update(_ list: KnownFailures, _ runs: [Report.Run], _ cases: [Case]) throws -> KnownFailures {
        let path = list.path
        let text = Array(list.updated(for: runs).utf8)
        do {
            try WholeFile.write(text, to: path)
        } catch {
            throw CommandError.file(FileFailure(error), "the known failures cannot be written to \(path)")
        }
        return KnownFailures(path: path, bytes: text, cases: cases)
    }
}
