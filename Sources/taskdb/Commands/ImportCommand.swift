import ArgumentParser
import Backends
import Conformance
import Diagnostics
import IPyParallelImport
import TaskDatabases

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Copy the tasks of an ipyparallel tasks.db into another database.",
        discussion: """
            Reads every table of tasks in the file: ipyparallel creates one at each start. The file is not changed, and \
            no code in it is run. Records that the target already has are left alone, so the command can be repeated. A \
            record with a value that cannot be read is skipped and listed.

            Exit status: 0 the target has every record, 1 some could not be read, 64 the file or the target cannot be \
            used.
            """)

    @Argument(help: "The file that ipyparallel wrote.", completion: .file(extensions: ["db"]))
    var file: String

    @Argument(help: "The database to fill, as in sqlitedb:history.db or mongodb://localhost.")
    var target: String

    func run() async throws {
        let source = try source()
        let outcome: TaskImport.Outcome
        do {
            outcome = try await importTasks(into: source)
        } catch {
            await source.end(emptied: false)
            throw error
        }
        await source.end(emptied: false)
        try Terminal.write(outcome.text(target: try BackendSpec(target).text))
        if !outcome.unreadable.isEmpty { throw ExitStatus.negative }
    }

    private func importTasks(into source: any DatabaseSource) async throws -> TaskImport.Outcome {
        let tasks: IPyParallelFile
        let database: any TaskDatabase
        do {
            tasks = try IPyParallelFile(path: file)
            guard tasks.tables.contains(where: \.holdsTasks) else {
                throw CommandError.usage("\(file) has no table of tasks that ipyparallel wrote")
            }
            database = try await source.reopened()
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError.usage(Self.message(error))
        }
        do {
            return try await TaskImport(to: database).run(tasks)
        } catch {
            throw CommandError.software(Self.message(error))
        }
    }

    private static func message(_ error: any Error) -> String { (error as? TaskDatabaseError)?.message ?? "\(error)" }

    private func source() throws -> any DatabaseSource {
        let spec = try BackendSpec(target)
        guard case .builtIn(let database) = spec.kind, spec.place != nil else {
            throw CommandError.usage(
                "the target must be a database that persists, at a place: sqlitedb:PATH or mongodb:URI")
        }
        return database.source(spec.document)
    }
}

extension TaskImport.Outcome {
    fileprivate func text(target: String) -> String {
        var lines = tables.map { "\($0.name): \(counted($0.records, "record"))" }
        lines += otherTables.map {
            "\($0.name): no table of tasks, without \($0.missingColumns.joined(separator: ", "))"
        }
        lines.append("\(added) imported into \(target)")
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
