import Foundation

/// A program that a test has started. Its input and output are files, so that it cannot block on a full pipe.
public final class RunningProgram {
    private let process = Process()
    let folder: TemporaryFolder

    /// Starts a program.
    ///
    /// - Parameter command: The program and its arguments. The program is looked up in the folder of the build's
    ///   programs, in the virtual environment of the peers, and in PATH.
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
        // The program has its own copies. Foundation does not close these, and with 1,350 open files it reads past the
        // end of its list of files when it starts the next program.
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

    /// Sends a signal to the program.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until the program handles a signal itself.
    public func waitUntilItHandles(_ signal: Int32) async throws {
        let file = "/proc/\(process.processIdentifier)/status"
        while process.isRunning {
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let handled = lines.first { $0.hasPrefix("SigCgt:") }?.dropFirst(7).drop(while: \.isWhitespace)
            if let handled, let mask = UInt64(handled, radix: 16), mask >> (signal - 1) & 1 == 1 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for the end of the program; returns its exit status, or nil if it still runs after `limit`.
    public func status(within limit: Duration) async -> Int32? {
        let deadline = ContinuousClock.now + limit
        while process.isRunning {
            guard ContinuousClock.now < deadline else { return nil }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return process.terminationStatus
    }

    /// The standard output so far.
    public var output: String { text("output") }
    /// The standard error so far.
    public var error: String { text("error") }

    private func text(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.url.appending(path: name))) ?? Data(), as: UTF8.self)
    }
}
