import ArgumentParser
import Backends
import Conformance
import Diagnostics
import IPyParallelImport
import TaskDatabases

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring the tasks of an ipyparallel tasks.db over into another database.",
        discussion: """
            Reads every table of tasks in the file: ipyparallel begins another one at each start. The file is not \
            changed, and nothing in it is run. What the target has already stays as it is, so that the command can be \
            repeated. A record with a value that cannot be read is left out and named.

            Exit status: 0 every record is there now, 1 some could not be read, 2 the file or the target cannot be used.
            """)

    @Argument(help: "The file that ipyparallel wrote.", completion: .file(extensions: ["db"]))
    var file: String

    @Argument(help: "The database to fill, as in sqlitedb:history.db or mongodb://localhost.")
    var target: String

    func run() async throws {
        let source = try source()
        let outcome: TaskImport.Outcome
        do {
            let tasks = try IPyParallelFile(path: file)
            guard tasks.tables.contains(where: \.holdsTasks) else { throw NoTasks(file: file) }
            outcome = try await TaskImport(to: try await source.reopened()).run(tasks)
        } catch {
            await source.end(emptied: false)
            Terminal.writeError("\((error as? TaskDatabaseError)?.message ?? "\(error)")\n")
            throw ExitCode(2)
        }
        await source.end(emptied: false)
        try Terminal.write(outcome.text(target: target))
        if !outcome.unreadable.isEmpty { throw ExitCode(1) }
    }

    private func source() throws -> any DatabaseSource {
        do {
            let spec = try BackendSpec(target)
            guard case .builtIn(let database) = spec.kind, spec.place != nil else {
                throw ValidationError(
                    "the target must be a database that persists, at a place: sqlitedb:PATH or mongodb:URI")
            }
            return database.source(spec.document)
        } catch let error as BackendSpecError {
            throw ValidationError(error.description)
        }
    }
}

private struct NoTasks: Error, CustomStringConvertible {
    let file: String
    var description: String { "\(file) has no table of tasks that ipyparallel wrote" }
}

extension TaskImport.Outcome {
    fileprivate func text(target: String) -> String {
        var lines = tables.map { "\($0.name): \(counted($0.records, "record"))" }
        lines += otherTables.map {
            "\($0.name): no table of tasks, without \($0.missingColumns.joined(separator: ", "))"
        }
        lines.append("\(added) brought over to \(target)")
        if present > 0 { lines.append("\(present) there already") }
        if !differing.isEmpty {
            lines.append("\(differing.count) there already, but not as in the file; left as they are:")
            lines += differing.map { "  \($0.table), \($0.msgID)" }
        }
        if !unreadable.isEmpty {
            lines.append("\(unreadable.count) could not be read and left out:")
            lines += unreadable.map { "  \($0.table), \($0.msgID): \($0.reason)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
