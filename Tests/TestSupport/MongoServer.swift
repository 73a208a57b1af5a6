import Foundation

/// A MongoDB-compatible server on a free local port; it ends with this object or this process.
///
/// The server is SecantusDB, which `Scripts/setup --tests` installs.
public final class MongoServer: @unchecked Sendable {
    private let folder: TemporaryFolder
    private let port: Int
    // Not locked: only one test at a time stops or starts a server, and none stops the shared one.
    private var watch: Process?

    /// The server for all tests that do not stop it.
    public static let shared = Result { try MongoServer() }

    /// Starts a server with an empty folder.
    public init() throws {
        folder = try TemporaryFolder()
        port = try Self.freePort()
        try start()
    }

    deinit { kill() }

    /// The host and port.
    public var address: String { "127.0.0.1:\(port)" }

    /// The URI, with a timeout that is long enough for a start on a busy machine.
    public var uri: String { "mongodb://\(address)/?serverSelectionTimeoutMS=30000" }

    /// Starts the server with its earlier contents. Returns before it listens, so a client must wait.
    public func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The shell kills the server when the pipe closes, which it does even if this process crashes.
        process.arguments = [
            "-c", "\"$0\" \"$@\" >&2 2>log & echo $! >pid; cat; kill -9 $!",
            Program.project.appending(path: ".venv-peer/bin/secantusd-py").path, "--host", "127.0.0.1", "--port",
            "\(port)", "--storage-path", folder.url.appending(path: "data").path, "--log-level", "ERROR",
        ]
        process.currentDirectoryURL = folder.url
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        watch = process
    }

    /// Kills the server as a power failure would, except that written data reaches the disk.
    public func kill() {
        guard let process = watch else { return }
        send(SIGKILL)
        try? (process.standardInput as? Pipe)?.fileHandleForWriting.close()
        process.waitUntilExit()
        watch = nil
    }

    /// Sends a signal to the process.
    public func send(_ signal: Int32) {
        if let process { _ = Foundation.kill(process, signal) }
    }

    /// Stops the server and waits until all its threads have stopped: a thread may reply for a while after the signal.
    ///
    /// - Throws: An error if a thread still runs after ten seconds.
    public func hang() throws {
        send(SIGSTOP)
        for _ in 0..<1000 where !isStopped { usleep(10_000) }
        guard isStopped else { throw CocoaError(.executableRuntimeMismatch) }
    }

    private var process: Int32? {
        let text = try? String(contentsOf: folder.url.appending(path: "pid"), encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Whether all threads of the server are stopped, by their state in proc(5).
    private var isStopped: Bool {
        guard let process else { return false }
        let tasks = "/proc/\(process)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return !threads.isEmpty
            && threads.allSatisfy { thread in
                let stat = try? String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8)
                return stat?.split(separator: ")").last?.hasPrefix(" T") ?? true
            }
    }

    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileReadUnknown) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
