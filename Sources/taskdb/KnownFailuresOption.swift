import ArgumentParser
import Conformance
import Foundation
import Reports
import Specification
import Support

/// A list of known failures to hold the runs against, or to bring up to date.
struct KnownFailuresOption: ParsableArguments {
    @Option(
        name: .customLong("known-failures"),
        help: ArgumentHelp(
            "Forgive the failures listed in a file, and only those.",
            discussion: """
                A line is `page/name` or `page/name: first line of the message`, where ... stands for anything; lines \
                below [BACKEND] hold for that backend alone; # begins a comment. A listed case that passes or fails \
                otherwise, and a name there is not, fail the run. The verdict is not changed by the list: a backend \
                that is known to fail a must is not conformant, but the run succeeds with status 0.
                """,
            valueName: "file"),
        completion: .file())
    var path: String?

    @Flag(
        name: .customLong("update-known-failures"),
        help: "Rewrite the file of known failures for what the run shows; comments stay.")
    var updates = false

    func validate() throws {
        if updates, path == nil { throw ValidationError("--update-known-failures needs --known-failures FILE") }
    }

    /// The list as it stands; a file that is to be rewritten need not be there yet.
    func load(_ cases: [Case]) throws -> KnownFailures? {
        guard let path else { return nil }
        let isNew = updates && !FileManager.default.fileExists(atPath: path)
        let bytes = isNew ? [] : try InputFile.bytes(of: path, for: "the known failures")
        let list = KnownFailures(path: path, bytes: bytes, cases: cases)
        guard !updates || list.isText else {
            throw ValidationError("\(path) cannot be brought up to date: it is not UTF-8 text, and is left as it is")
        }
        return list
    }

    /// The runs held against the list, and whether they go as it says. What contradicts it is told on standard error.
    func judge(
        _ runs: [BackendRun], _ list: KnownFailures?, _ cases: [Case]
    ) throws -> (runs: [BackendRun], areAsListed: Bool) {
        guard let list else { return (runs, true) }
        let current = updates ? try update(list, runs, cases) : list
        let judged = runs.map(current.judge)
        let diagnostics = (current.diagnostics + judged.flatMap(\.diagnostics)).sorted()
        Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
        return (judged.map(\.run), diagnostics.isEmpty)
    }

    private func update(_ list: KnownFailures, _ runs: [BackendRun], _ cases: [Case]) throws -> KnownFailures {
        let path = list.path
        let text = Array(list.updated(for: runs).utf8)
        do {
            try WholeFile.write(text, to: path)
        } catch {
            throw ValidationError("the known failures could not be written to \(path): \(error)")
        }
        return KnownFailures(path: path, bytes: text, cases: cases)
    }
}
