import Foundation

/// A program that has ended, with its output.
public struct Program: Sendable {
    /// The exit status.
    public let status: Int32
    /// The standard output.
    public let output: String
    /// The standard error.
    public let error: String

    /// The project's folder.
    public static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the build's programs, beside the tests.
    public static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    /// The program under test.
    public static let taskdb = products.appending(path: "taskdb").path

    /// The interpreter with ipyparallel and jsonschema, which `Scripts/setup --tests` installs.
    public static let peerPython = project.appending(path: ".venv-peer/bin/python").path

    /// Runs `taskdb` and waits for its end.
    public static func taskdb(
        _ arguments: [String], in directory: URL? = nil, input: String = "", environment: [String: String] = [:]
    ) async throws -> Program {
        try await run([taskdb] + arguments, in: directory, input: input, environment: environment)
    }

    /// Runs a program and waits for its end.
    ///
    /// - Throws: An error if it still runs after 300 seconds.
    public static func run(
        _ command: [String], in directory: URL? = nil, input: String = "", environment: [String: String] = [:]
    ) async throws -> Program {
        let program = try RunningProgram(command, in: directory, input: input, environment: environment)
        guard let status = await program.status(within: .seconds(300)) else {
            throw CocoaError(.executableRuntimeMismatch, userInfo: ["command": command, "output": program.output])
        }
        return Program(status: status, output: program.output, error: program.error)
    }
}

/// A folder that is deleted with this object.
public final class TemporaryFolder {
    /// The folder.
    public let url: URL

    /// Creates an empty folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "taskdb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file into the folder.
    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }
}
