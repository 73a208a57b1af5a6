import Conformance
import Diagnostics
import FoundationEssentials
import Specification

/// GitHub's workflow commands: an error or a warning for each failure, then the verdict.
///
/// An annotation is shown beside a file of the repository. That is the page where the case failed if the repository has
/// it, else the file of the backend; the page's place is in the text.
struct GitHubAnnotations: ReportWriter {
    func text(_ report: Report) -> String { report.runs.flatMap(Self.lines).map { $0 + "\n" }.joined() }

    private static func lines(_ run: Report.Run) -> [String] {
        let title = run.backend.title
        let causes = run.openCauses.map { message, results in
            command(
                "error", results.first?.source, run.backend,
                title: "\(title): \(counted(results.count, "case")) explained by one cause",
                ([message] + (results.first?.lines() ?? [])).joined(separator: "\n"))
        }
        let notable = run.unexplained.map { result in
            command(
                result.outcome == .warned ? "warning" : "error", result.source, run.backend,
                title: "\(title): \(result.id) \(result.outcome.words)",
                ((result.failure.map { $0.text().lines } ?? []) + result.explanations).joined(separator: "\n"))
        }
        let notRun = run.notRun.compactMap { group in
            group.results.first.map { first in
                let name = group.results.count == 1 ? first.id : "\(group.results.count) cases"
                return command(
                    "error", first.source, run.backend, title: "\(title): \(name) not run",
                    first.lines().joined(separator: "\n"))
            }
        }
        let notes = run.remarks.map { "::notice title=\(property(title))::\(data($0))" }
        let verdict =
            "::notice title=\(property("\(title): \(run.verdict.words)"))::\(data(run.cases.tally))"
        return causes + notable + notRun + notes + [verdict]
    }

    private static func command(
        _ name: String, _ source: Report.Location?, _ backend: Report.Backend, title: String, _ message: String
    ) -> String {
        let place = source.map { "\($0.file):\($0.line)" }
        if let source, FileManager.default.fileExists(atPath: source.file) {
            return
                "::\(name) file=\(property(source.file)),line=\(source.line),title=\(property(title))::\(data(message))"
        }
        let file = backend.file.map { "file=\(property($0)),line=1," } ?? ""
        let text = (place.map { [$0] } ?? []) + [message]
        return "::\(name) \(file)title=\(property(title))::\(data(text.joined(separator: "\n")))"
    }

    /// A command ends with its line.
    private static func data(_ text: String) -> String {
        text.printable.escaped { $0 == "%" ? "%25" : $0 == "\n" ? "%0A" : nil }
    }

    /// A property ends at a comma or colon, too.
    private static func property(_ text: String) -> String {
        data(text).escaped { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
    }
}

extension Report.Backend {
    /// The file of the backend that its author has: the first file in its command, or the module of a Python class; nil
    /// if there is none below the current folder.
    fileprivate var file: String? {
        let names: [String]
        switch arguments.first {
        // A word may be a command for a shell.
        case "--": names = arguments.dropFirst().flatMap { $0.split(separator: " ").map(String.init) }
        case "--backend" where spec.hasPrefix("python:"):
            let target = specWithoutOptions.dropFirst("python:".count)
            let module = String(target.prefix(upTo: target.lastIndex(of: ":") ?? target.endIndex))
            let path = module.replacing(".", with: "/")
            names = [module, path + ".py", path + "/__init__.py"]
        default: names = []
        }
        return names.first { name in
            var isFolder = false
            return !name.hasPrefix("/") && FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
                && !isFolder
        }.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
    }
}
