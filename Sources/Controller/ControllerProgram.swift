import ControllerConfiguration
import Foundation
import JupyterMessages
import Logging
import Sockets
import Support
import TaskDatabases
import Wire

/// Starts a controller from its configuration, and cleans up after it.
package struct ControllerProgram {
    private let configuration: ControllerConfigurationReader
    private let directory: ProfileDirectory
    private let environment: [String: String]
    private let log: Logger

    private var options: ControllerOptions { configuration.options }

    /// - Parameter directory: exists.
    package init(
        _ configuration: ControllerConfigurationReader, in directory: ProfileDirectory, environment: [String: String],
        log: Logger
    ) {
        self.configuration = configuration
        self.directory = directory
        self.environment = environment
        self.log = log
    }

    /// Runs until somebody asks for the end.
    ///
    /// - Throws: what keeps the controller from starting.
    @MainActor
    package func run() async throws {
        let wakeup = try Wakeup()
        let stop = StopRequest(wakeup: wakeup)
        Self.raiseFileLimit()
        for warning in configuration.warnings { log.warning("\(warning)") }
        let files = ConnectionFiles(options, in: directory)
        let lock = try ProfileLock.take(for: files, in: directory)
        defer { withExtendedLifetime(lock) {} }
        let curve = try curveKeys()
        let (sockets, key, isReused) = try bind(files, curve)
        log.info("Hub listening on \(sockets.registrationAddress) for registration.")
        let settings = configuration.backend.settings
        let database = try await settings.open(in: directory)
        log.info("Hub using DB backend: \(settings.kind.rawValue)")
        let worker = DatabaseWorker(database, wakeup: wakeup, log: log)
        let statePath = "\(directory.log)/engines\(options.clusterID).json"
        let loop = try ControllerLoop(
            ControllerLoop.Parts(
                sockets: sockets, options: options, signer: Signer(key: key), worker: worker, wakeup: wakeup,
                stop: stop,
                databaseName: settings.kind.rawValue, recordsTasks: settings.recordsTasks, engineStatePath: statePath,
                log: log))
        if options.restoresEngines { restore(loop, statePath) }
        // Until an engine has registered, --reuse keeps those of before for --restore.
        if options.restoresEngines || !options.reusesFiles { loop.saveEngines() }
        log.info("task::using \(options.scheme) Task scheduler")
        if !isReused {
            log.info("writing connection info to \(files.client)")
            log.info("writing connection info to \(files.engine)")
            try files.write(sockets.info)
        }
        let threads = WorkerThreads(most: Self.workerThreads)
        let work = Task.detached(executorPreference: threads) { await worker.run() }
        loop.run()
        if !options.reusesFiles { files.remove(sockets.info) }
        stop.end()
        worker.finish()
        await work.value
        if let database = database as? any PersistentTaskDatabase { try? await database.close() }
    }

    /// One database call runs beside another where there are processors for both.
    private static let workerThreads = 2

    private func restore(_ loop: ControllerLoop, _ path: String) {
        guard let data = FileManager.default.contents(atPath: path), let state = try? JSON(parsing: Array(data)) else {
            log.warning("there are no engines to restore in \(path)")
            return
        }
        log.info("loading engine state from \(path)")
        loop.restore(state)
    }
}

// MARK: - Addresses and keys

extension ControllerProgram {
    private func bind(_ files: ConnectionFiles, _ curve: CurveKeys?) throws
        -> (ControllerSockets, key: [UInt8], isReused: Bool)
    {
        var info = try newInfo(curve)
        var isReused = false
        if options.reusesFiles {
            do {
                let found = try files.read()
                guard found.curveServerKey == curve?.publicKey else {
                    throw ReuseError(reason: "they are for another key of CURVE")
                }
                guard !found.key.isEmpty || curve != nil || !options.isSecure else {
                    throw ReuseError(reason: "they have no key, and messages are to be signed")
                }
                info = found
                isReused = true
            } catch {
                log.error("Could not load config from JSON: \(error)")
            }
        }
        let sockets = try ControllerSockets(info, options, curve: curve, in: MessagingContext())
        if sockets.lacksPorts { log.warning("Exhausted the ports of the configuration; the others are any free ones") }
        return (sockets, Array(info.key.utf8), isReused)
    }

    private func newInfo(_ curve: CurveKeys?) throws -> ConnectionInfo {
        let location = options.location.isEmpty ? Self.hostName : options.location
        var info = ConnectionInfo(
            client: .init(interface: try ListeningHost.interface("tcp://\(options.clientIP)"), ssh: options.sshServer),
            engine: .init(
                interface: try ListeningHost.interface("tcp://\(options.engineIP)"), ssh: options.engineSSHServer),
            scheme: options.scheme, key: try key(curve), curveServerKey: curve?.publicKey, location: location)
        info.client.ports = options.clientChannelPorts
        info.engine.ports = options.engineChannelPorts
        return info
    }

    /// The name of the machine, not looked up anywhere.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Engines have several connections each, more together than the usual limit of open files.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private func key(_ curve: CurveKeys?) throws -> String {
        if curve != nil { return "" }
        guard options.isSecure else {
            log.warning("messages are not signed: whoever can connect can run code on all engines")
            return ""
        }
        if !options.keyFile.isEmpty {
            return try keyOfFile()
        }
        if !options.key.isEmpty { return options.key }
        if let key = environment["IPP_SESSION_KEY"], !key.isEmpty { return key }
        return MessageAuthor.newIdentity()
    }

    private func keyOfFile() throws(ControllerFailure) -> String {
        let bytes: [UInt8]
        do { bytes = try WholeFile.bytes(of: options.keyFile) } catch {
            throw ControllerFailure("read the key file \(options.keyFile)", error)
        }
        let key = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty else { throw ControllerFailure("the key file \(options.keyFile) is empty") }
        return key
    }

    private func curveKeys() throws -> CurveKeys? {
        guard options.enablesCurve || environment["IPP_ENABLE_CURVE"] == "1" else { return nil }
        let secret = options.curveSecretKey.isEmpty ? environment["IPP_CURVE_SECRETKEY"] ?? "" : options.curveSecretKey
        log.info("Using CURVE security. Messages are encrypted and not signed.")
        guard !secret.isEmpty else { return try CurveKeys() }
        do { return try CurveKeys(secretKey: secret) } catch let error as SocketError {
            throw ControllerFailure("\(error)")
        }
    }
}

extension ControllerSockets {
    /// Where clients register.
    var registrationAddress: String { "\(info.client.interface):\(info.client.ports["registration"] ?? 0)" }
}
