import Foundation

/// A program run for real, with all it printed.
struct Program {
    let status: Int32
    let output: String
    let error: String

    /// The project's folder.
    static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program under test, which the build puts beside the tests.
    static let taskdb = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "taskdb")

    /// The interpreter with ipyparallel, which `Scripts/setup --tests` installs.
    static let peerPython = project.appending(path: ".venv-peer/bin/python")

    static func taskdb(_ arguments: [String], in directory: URL? = nil, input: String = "") throws -> Program {
        try run(taskdb, arguments, in: directory, input: input)
    }

    /// Output and error are read while the program runs: a full pipe would stop it.
    static func run(_ program: URL, _ arguments: [String], in directory: URL? = nil, input: String = "") throws
        -> Program
    {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let folder = project.appending(path: ".venv-peer/bin").path
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")]) { $1 }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.run()
        let error = Reader(stderr)
        let writing = Thread {
            try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? stdin.fileHandleForWriting.close()
        }
        writing.start()
        let output = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Program(status: process.terminationStatus, output: output, error: error.text)
    }

    /// Reads a pipe to its end on a thread of its own.
    private final class Reader: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        private var data = Data()

        init(_ pipe: Pipe) {
            Thread {
                self.data = pipe.fileHandleForReading.readDataToEndOfFile()
                self.done.signal()
            }.start()
        }

        var text: String {
            done.wait()
            return String(decoding: data, as: UTF8.self)
        }
    }
}

/// A folder that is there as long as this object.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "taskdb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }
}
