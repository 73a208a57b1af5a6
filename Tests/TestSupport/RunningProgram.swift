import Foundation

/// A program started by a test; its input and output are files, so that no pipe can fill up.
public final class RunningProgram {
    private let process = Process()
    let folder: TemporaryFolder

    /// - Parameter command: the program, looked up in the folder of the build's programs, in that of the judged peers and
    ///   in PATH, and its arguments.
    public init(
        _ command: [String], in directory: URL? = nil, input: String = "", environment: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        try folder.write(input, to: "input")
        let path = [Program.products.path, Program.project.appending(path: ".venv-peer/bin").path]
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = directory ?? folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PATH": (path + [ProcessInfo.processInfo.environment["PATH"] ?? ""]).joined(separator: ":")]
        ) { $1 }.merging(environment) { $1 }
        let files = try [
            FileHandle(forReadingFrom: folder.url.appending(path: "input")), handle("output"), handle("error"),
        ]
        (process.standardInput, process.standardOutput, process.standardError) = (files[0], files[1], files[2])
        // They are the program's from here on. Foundation would keep them open, and with 1,350 open files it reads past
        // the end of their list when it starts the next program.
        defer { for file in files { try? file.close() } }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func handle(_ name: String) throws -> FileHandle {
        try folder.write("", to: name)
        return try FileHandle(forWritingTo: folder.url.appending(path: name))
    }

    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// The exit status; nil if the program has not ended within some time.
    public func status(within limit: Duration) async -> Int32? {
        let deadline = ContinuousClock.now + limit
        while process.isRunning {
            guard ContinuousClock.now < deadline else { return nil }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return process.terminationStatus
    }

    public var output: String { text("output") }
    public var error: String { text("error") }

    private func text(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.url.appending(path: name))) ?? Data(), as: UTF8.self)
    }
}
