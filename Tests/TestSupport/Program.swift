import Foundation

/// A program run to its end, with all it printed.
public struct Program: Sendable {
    public let status: Int32
    public let output: String
    public let error: String

    /// The project's folder.
    public static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder that the build puts the programs into, beside the tests.
    public static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    /// The program under test.
    public static let taskdb = products.appending(path: "taskdb").path

    /// The interpreter with ipyparallel and jsonschema, which `Scripts/setup --tests` installs.
    public static let peerPython = project.appending(path: ".venv-peer/bin/python").path

    public static func taskdb(
        _ arguments: [String], in directory: URL? = nil, input: String = "", environment: [String: String] = [:]
    ) async throws -> Program {
        try await run([taskdb] + arguments, in: directory, input: input, environment: environment)
    }

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

/// A folder that is there as long as this object.
public final class TemporaryFolder {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "taskdb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }
}
