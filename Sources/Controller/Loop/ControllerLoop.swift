import ControllerConfiguration
import Glibc
import Hub
import JupyterMessages
import Logging
import Schedulers
import Sockets
import TaskDatabases
import Wire

/// A running controller: moves messages between its sockets, the Hub and the schedulers. All of it runs on one thread.
package final class ControllerLoop {
    let sockets: ControllerSockets
    let signer: Signer
    let worker: DatabaseWorker
    let log: Logger
    let limiter = LogLimiter()
    var hub: TaskHub
    var tasks: TaskScheduler
    var broadcasts: BroadcastScheduler
    var heart: HeartMonitor
    var replays: ReplayMemory
    /// The same for the output of engines, which is much more.
    var outputReplays: ReplayMemory
    /// Results that cannot be delivered yet, of direct and of load-balanced tasks.
    var heldDirect = HeldReplies()
    var heldBalanced = HeldReplies()
    /// Work for the task database, handed over at the end of each round.
    var jobs: [DatabaseWorker.Job] = []
    /// Engines that have died with parts of broadcasts, whose results are still waited for.
    var lostBroadcasts: [(deadline: Double, engine: String)] = []

    private let options: ControllerOptions
    private let wakeup: Wakeup
    private let stop: StopRequest
    private let engineStatePath: String
    private let statusServer: StatusServer?
    private let databaseName: String
    private let start = ContinuousClock.now
    private var nextStatus = 0.0
    private var lastEnded = 0
    private var nextBeat: Double
    private var nextPing: Double
    /// When to save the engines, which have changed; nil if they have not.
    private var nextSave: Double?
    private var lastSave = 0.0
    /// Whether a client has subscribed to notifications.
    var hasNewSubscriber = false
    private var poller = Poller()
    private let wakeupNumber: Int
    /// The numbers of the handlers' sockets in the poller.
    private var socketNumbers: [Int] = []
    /// When to end; nil as long as nobody has asked.
    private var end: Double?

    /// Seconds between the pings for engines that register.
    private static let pingInterval = 0.1
    /// Seconds between two savings of the engines: hundreds may register at once.
    private static let saveInterval = 0.1
    /// The most messages of one socket in a round, so that no peer keeps others waiting.
    private static let mostMessages = 200

    /// What a controller is made of.
    package struct Parts {
        package let sockets: ControllerSockets
        package let options: ControllerOptions
        package let signer: Signer
        package let worker: DatabaseWorker
        package let wakeup: Wakeup
        package let stop: StopRequest
        package let databaseName: String
        package let recordsTasks: Bool
        package let engineStatePath: String
        package let log: Logger

        package init(
            sockets: ControllerSockets, options: ControllerOptions, signer: Signer, worker: DatabaseWorker,
            wakeup: Wakeup, stop: StopRequest, databaseName: String, recordsTasks: Bool, engineStatePath: String,
            log: Logger
        ) {
            self.sockets = sockets
            self.options = options
            self.signer = signer
            self.worker = worker
            self.wakeup = wakeup
            self.stop = stop
            self.databaseName = databaseName
            self.recordsTasks = recordsTasks
            self.engineStatePath = engineStatePath
            self.log = log
        }
    }

    /// Creates a controller that ``run()`` starts.
    ///
    /// - Throws: an error if the port of the status page is taken, or the sockets cannot be waited for.
    package init(_ parts: Parts) throws {
        sockets = parts.sockets
        options = parts.options
        signer = parts.signer
        worker = parts.worker
        wakeup = parts.wakeup
        stop = parts.stop
        log = parts.log
        engineStatePath = parts.engineStatePath
        databaseName = parts.databaseName
        statusServer = parts.options.statusPort == 0 ? nil : try StatusServer(port: parts.options.statusPort)
        var settings = TaskHub.Settings()
        settings.heartPeriod = options.heartPeriod
        let tenBeats = max(30, options.heartPeriod / 100)
        settings.registrationTimeout = Double(options.registrationTimeout > 0 ? options.registrationTimeout : tenBeats)
        settings.connectionInfo = parts.sockets.info.engineAddresses
        settings.recordsTasks = parts.recordsTasks
        let session = options.session.isEmpty ? nil : options.session
        let author = MessageAuthor(signer: parts.signer, session: session, username: options.userName)
        hub = TaskHub(settings, author: author, log: parts.log)
        tasks = TaskScheduler(scheme: TaskScheme(rawValue: options.scheme) ?? .leastload, limit: options.limit)
        broadcasts = BroadcastScheduler(signer: parts.signer)
        replays = ReplayMemory(capacity: options.digestHistory)
        outputReplays = replays
        let now = Self.now
        heart = HeartMonitor(mostMisses: options.mostMisses, now: now)
        nextBeat = now + Double(options.heartPeriod) / 1000
        nextPing = now
        wakeupNumber = poller.add(file: parts.wakeup.file)
        for handler in handlers { socketNumbers.append(try poller.add(handler.socket)) }
    }

    /// Seconds of a clock that never goes back.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Serves until somebody asks for the end.
    package func run() {
        let handlers = self.handlers
        if let statusServer { log.info("status page at http://127.0.0.1:\(statusServer.port)/") }
        log.info("Heartmonitor beating every \(options.heartPeriod)ms")
        while !isOver {
            poller.wait(milliseconds: timeout)
            if poller.isReady(wakeupNumber) { wakeup.clear() }
            for (handler, number) in zip(handlers, socketNumbers) where poller.isReady(number) {
                for _ in 0..<Self.mostMessages {
                    guard let frames = handler.socket.receive() else { break }
                    handler.handle(frames)
                    settle()
                }
            }
            for answer in worker.takeAnswers() {
                hub.receive(answer, at: .now)
                settle()
            }
            keepTime()
            handOver()
        }
        if nextSave != nil { saveEngines() }
        handOver()
        statusServer?.stop()
    }

    private var isOver: Bool {
        if let number = stop.number {
            log.critical("Received signal \(number), shutting down")
            return true
        }
        return end.map { Self.now >= $0 } ?? false
    }

    private func handOver() {
        worker.submit(jobs)
        jobs.removeAll(keepingCapacity: true)
    }

    /// Restores the engines of a controller that has ended.
    package func restore(_ state: JSON) {
        hub.restore(state, now: Self.now)
    }
}

// MARK: - Time

extension ControllerLoop {
    private var timeout: Int {
        let pings = hub.isRegistering ? nextPing : nil
        let lost = lostBroadcasts.first?.deadline
        let status = statusServer == nil ? nil : nextStatus
        let deadlines = [nextBeat, pings, status, hub.nextDeadline, tasks.nextDeadline, lost, nextSave, end]
            .compactMap(\.self)
        let next = deadlines.min() ?? nextBeat
        return min(max(Int(((next - Self.now) * 1000).rounded(.up)), 0), 1000)
    }

    private func keepTime() {
        let now = Self.now
        if now >= nextBeat {
            for engine in heart.beat(now: now) {
                log.warning("heartbeat::heart of engine \(engine) has stopped")
                hub.remove(engine, now: now)
            }
            sockets.pings.send([heart.ping])
            nextBeat = max(nextBeat + Double(options.heartPeriod) / 1000, now)
        } else if hub.isRegistering, now >= nextPing {
            // An engine is registered when its heart beats for the first time: it need not wait for the next heartbeat.
            sockets.pings.send([heart.ping])
            nextPing = now + Self.pingInterval
        }
        if let nextSave, nextSave <= now { saveEngines() }
        if hasNewSubscriber {
            hasNewSubscriber = false
            hub.repeatChanges(now: now)
        }
        showStatus(now)
        hub.advance(to: now, at: .now)
        tasks.advance(to: now)
        while let first = lostBroadcasts.first, first.deadline <= now {
            lostBroadcasts.removeFirst()
            broadcasts.removeEngine(first.engine, makeReply: makeLostReply)
        }
        settle()
    }

    private func showStatus(_ now: Double) {
        guard let statusServer, now >= nextStatus else { return }
        nextStatus = now + 1
        let status = hub.status
        let uptime = start.duration(to: .now).components.seconds
        statusServer.show(
            StatusPage(
                database: databaseName, uptime: Int(uptime), rate: status.ended - lastEnded,
                memory: ResidentMemory.bytes,
                hub: status))
        lastEnded = status.ended
    }

    /// Notes that the engines have changed.
    func noteEngines() { nextSave = nextSave ?? lastSave + Self.saveInterval }

    /// Saves the engines for a controller that restores them.
    func saveEngines() {
        nextSave = nil
        lastSave = Self.now
        do {
            try PrivateFile.write(String(decoding: hub.engineState.bytes, as: UTF8.self), to: engineStatePath)
        } catch {
            log.error("the engines are not saved: \(error)")
        }
    }

    /// Ends a little later, once the last replies are on their way.
    func shutDownSoon() {
        log.info("hub::hub shutting down.")
        end = Self.now + 1
    }
}
