import Foundation

/// A server that speaks MongoDB's protocol, on a free port of this machine; it goes with this object, or this process.
///
/// It is SecantusDB, which `Scripts/setup --tests` installs.
public final class MongoServer: @unchecked Sendable {
    private let folder: TemporaryFolder
    private let port: Int
    // Used by one test at a time, or not at all after the start.
    private var watch: Process?

    /// One for all tests that stop no server.
    public static let shared = Result { try MongoServer() }

    public init() throws {
        folder = try TemporaryFolder()
        port = try Self.freePort()
        try start()
    }

    deinit { kill() }

    /// Host and port.
    public var address: String { "127.0.0.1:\(port)" }

    /// Time enough to start on a machine that is busy.
    public var uri: String { "mongodb://\(address)/?serverSelectionTimeoutMS=30000" }

    /// What was in it before is there again. Returns at once: who connects has to wait.
    public func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The server ends when the pipe does, and so with this process, however that ends.
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

    /// Ends it as a machine does that loses its power supply, the disk's memory aside.
    public func kill() {
        guard let process = watch else { return }
        send(SIGKILL)
        try? (process.standardInput as? Pipe)?.fileHandleForWriting.close()
        process.waitUntilExit()
        watch = nil
    }

    public func send(_ signal: Int32) {
        if let process { _ = Foundation.kill(process, signal) }
    }

    /// Makes it hang, and returns once it does: a thread of it may still answer for a while after the signal was sent.
    ///
    /// - Throws: where it does not within ten seconds.
    public func hang() throws {
        send(SIGSTOP)
        for _ in 0..<1000 where !isStopped { usleep(10_000) }
        guard isStopped else { throw CocoaError(.executableRuntimeMismatch) }
    }

    private var process: Int32? {
        let text = try? String(contentsOf: folder.url.appending(path: "pid"), encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Whether each of its threads is stopped, as proc(5) tells it.
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
