import DequeModule
import JupyterMessages
import TaskDatabases
import Wire

/// Decides which engine runs which load-balanced task, and when. Messages go in and actions come out; there are no sockets.
///
/// Each event takes time for the engines at most, never for the tasks that wait.
package struct TaskScheduler {
    private let scheme: TaskScheme
    /// The most tasks that an engine is given at once; 0 is no limit.
    private let limit: Int
    private var random = SystemRandomNumberGenerator()

    var engines: [EngineState] = []
    var places: [String: Int] = [:]
    var jobs: [String: Job] = [:]
    /// Ready jobs that may run anywhere.
    private var anywhere: Deque<Job> = []
    /// Ready jobs that may not run anywhere, but on engines that come later.
    private var restricted: [String: Job] = [:]
    /// The jobs that wait for a task, by their msg_ids.
    private var dependents: [String: [String: Job]] = [:]
    private var outcomes = TaskOutcomes()
    /// Tasks that have ended and whose dependents have not been looked at.
    private var ended: Deque<(id: String, succeeded: Bool, engine: String?)> = []
    private var timers = JobTimers()
    private var actions: [TaskAction] = []
    private var jobCount = 0
    private var clock = 0

    /// How long the results of an engine that has died are still waited for.
    package static let gracePeriod = 5.0

    /// Creates a scheduler without engines.
    package init(scheme: TaskScheme = .leastload, limit: Int = 1) {
        self.scheme = scheme
        self.limit = scheme == .pure ? 0 : max(limit, 0)
    }

    /// What is to be done, in order; the next call returns what follows.
    package mutating func takeActions() -> [TaskAction] {
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    /// When ``advance(to:)`` has something to do, in seconds of the caller's clock.
    package var nextDeadline: Double? { timers.next }

    /// The number of tasks that have not ended.
    package var count: Int { jobs.count }

    /// The number of places that hold a task, ended or not. It is bounded by the tasks that have not ended and what they
    /// wait for.
    var heldCount: Int { anywhere.count + restricted.count + dependents.values.reduce(0) { $0 + $1.count } }
}

// MARK: - Events

extension TaskScheduler {
    /// Adds an engine; a known one stays as it is.
    package mutating func addEngine(_ engine: String, now: Double) {
        guard places[engine] == nil else { return }
        clock += 1
        places[engine] = engines.count
        engines.append(EngineState(engine, lastUse: -clock))
        for job in restricted.values.sorted(by: { $0.number < $1.number }) where job.allows(engine) {
            queue(job, on: engine)
        }
        fill(engine)
        settle(now)
    }

    /// Removes an engine. Its tasks fail after ``gracePeriod`` unless their results still arrive.
    package mutating func removeEngine(_ engine: String, now: Double) {
        guard let place = places.removeValue(forKey: engine) else { return }
        let state = engines[place]
        let last = engines.removeLast()
        if place < engines.count {
            engines[place] = last
            places[last.id] = place
        }
        if !state.running.isEmpty { timers.add(.lost(engine, state.running), at: now + Self.gracePeriod) }
        for job in state.ready where job.state == .ready && !engines.contains(where: { job.allows($0.id) }) {
            strand(job)
        }
        settle(now)
    }

    /// Takes a task from a client.
    ///
    /// - Parameter request: its only identity is the client's.
    /// - Returns: false for a message that is no task, or whose msg_id was used before.
    package mutating func submit(_ request: Envelope, _ header: MessageHeader, _ metadata: JSONObject, now: Double)
        -> Bool
    {
        guard jobs[header.msgID] == nil, !outcomes.contains(header.msgID) else { return false }
        jobCount += 1
        let job = Job(header.msgID, number: jobCount, request: request, metadata: metadata)
        jobs[job.msgID] = job
        let ids = job.after.open.union(job.follow.open)
        guard ids.allSatisfy({ $0 != job.msgID && (jobs[$0] != nil || outcomes.contains($0)) }) else {
            fail(job, ErrorContent("InvalidDependency", ""))
            settle(now)
            return true
        }
        for id in ids {
            if jobs[id] == nil {
                apply(id, succeeded: outcomes.succeeded(id), engine: outcomes.engine(of: id), to: job)
            } else {
                dependents[id, default: [:]][job.msgID] = job
            }
        }
        proceed(job, now)
        settle(now)
        return true
    }

    /// Takes a reply of an engine.
    ///
    /// - Parameter reply: its identities are the engine's and the client's.
    /// - Returns: false for a reply that no running task expects.
    package mutating func finish(_ reply: Envelope, engine: String, now: Double) -> Bool {
        guard let metadata = reply.message.parsedMetadata, let parent = reply.message.parsedParentHeader,
            let job = jobs[parent.msgID], job.state == .running(engine: engine)
        else { return false }
        release(job, of: engine)
        let status = metadata["status"]?.text
        if metadata["dependencies_met"]?.truth == false {
            job.excluded.insert(engine)
            retry(job, now)
        } else if status != "ok", status != "aborted", mayRetry(job, without: engine) {
            retry(job, now)
        } else {
            let succeeded = status == "ok"
            actions.append(.deliver(job.msgID, reply: reply, engine: engine))
            end(job, succeeded: succeeded, engine: engine)
        }
        fill(engine)
        settle(now)
        return true
    }

    /// Does what is due at a time: lets tasks time out, and gives up the tasks of engines that have died.
    package mutating func advance(to now: Double) {
        while let due = timers.take(until: now) {
            switch due {
            case .timeout(let msgID, let waits):
                guard let job = jobs[msgID], job.waits == waits, job.state == .waiting || job.state == .ready else {
                    continue
                }
                fail(job, ErrorContent("TaskTimeout", ""))
            case .lost(let engine, let msgIDs):
                for msgID in msgIDs { lose(msgID, on: engine, now) }
            }
        }
        settle(now)
    }
}

// MARK: - The life of a job

extension TaskScheduler {
    /// Takes back one retry; false if there is none left, or nowhere to run.
    ///
    /// A task with a timeout waits for an engine on which it has not failed; another one ends with its last error once it
    /// has failed everywhere.
    private func mayRetry(_ job: Job, without engine: String) -> Bool {
        guard job.retries > 0 else { return false }
        job.excluded.insert(engine)
        guard job.timeout > 0 || engines.contains(where: { job.allows($0.id) }) else { return false }
        job.retries -= 1
        return true
    }

    private mutating func lose(_ msgID: String, on engine: String, _ now: Double) {
        guard let job = jobs[msgID], job.state == .running(engine: engine) else { return }
        if mayRetry(job, without: engine) {
            retry(job, now)
        } else {
            fail(
                job, ErrorContent("EngineError", "Engine '\(engine)' died while running task '\(msgID)'"),
                engine: engine)
        }
    }

    private mutating func retry(_ job: Job, _ now: Double) {
        actions.append(.takeBack(job.msgID))
        proceed(job, now)
    }

    /// Lets a job run, wait or fail, as its dependencies say.
    private mutating func proceed(_ job: Job, _ now: Double) {
        job.waits += 1
        if job.after.isImpossible || job.follow.isImpossible || job.followsSeveral {
            fail(job, ErrorContent("ImpossibleDependency", ""))
        } else if job.after.isMet, job.follow.isMet {
            job.state = .ready
            place(job)
        } else {
            job.state = .waiting
        }
        guard job.timeout > 0, job.state == .waiting || job.state == .ready else { return }
        timers.add(.timeout(job.msgID, waits: job.waits), at: now + job.timeout)
    }

    private mutating func place(_ job: Job) {
        if let engine = choose(for: job) {
            run(job, on: engine)
        } else if job.isFree {
            anywhere.append(job)
        } else {
            if job.acceptsNewEngines { restricted[job.msgID] = job }
            var isQueued = false
            for engine in engines where job.allows(engine.id) {
                queue(job, on: engine.id)
                isQueued = true
            }
            if !isQueued { strand(job) }
        }
    }

    private mutating func queue(_ job: Job, on engine: String) {
        guard let place = places[engine] else { return }
        engines[place].enqueue(job)
    }

    /// No engine may run the job: it waits for one that may come, or fails.
    private mutating func strand(_ job: Job) {
        if !job.acceptsNewEngines { fail(job, ErrorContent("ImpossibleDependency", "")) }
    }

    private mutating func run(_ job: Job, on place: Int) {
        clock += 1
        restricted[job.msgID] = nil
        job.state = .running(engine: engines[place].id)
        engines[place].lastUse = clock
        engines[place].running.insert(job.msgID)
        actions.append(.run(job.msgID, request: job.request, engine: engines[place].id))
    }

    private mutating func release(_ job: Job, of engine: String) {
        if let place = places[engine] { engines[place].running.remove(job.msgID) }
    }

    private mutating func fail(_ job: Job, _ error: ErrorContent, engine: String? = nil) {
        actions.append(.fail(job.msgID, request: job.request, error: error, engine: engine))
        end(job, succeeded: false, engine: engine)
    }

    private mutating func end(_ job: Job, succeeded: Bool, engine: String?) {
        job.state = .done
        jobs[job.msgID] = nil
        restricted[job.msgID] = nil
        // A job that has timed out, or has enough of what it waits for, may leave others open.
        for id in job.after.open { removeDependent(job, of: id) }
        for id in job.follow.open { removeDependent(job, of: id) }
        outcomes.insert(job.msgID, succeeded: succeeded, engine: engine)
        ended.append((job.msgID, succeeded, engine))
    }

    /// Lets jobs proceed that waited for tasks that have ended. Not recursive: chains of tasks may be long.
    private mutating func settle(_ now: Double) {
        while let (id, succeeded, engine) = ended.popFirst() {
            let waiting = dependents.removeValue(forKey: id)?.values.sorted { $0.number < $1.number } ?? []
            for job in waiting where job.state == .waiting || job.state == .ready {
                apply(id, succeeded: succeeded, engine: engine, to: job)
                if job.state == .waiting { proceed(job, now) } else { followMore(job, engine) }
            }
        }
        // Jobs that have timed out are taken from the queue when an engine is free, which may be never.
        if anywhere.count > 2 * jobs.count + 1024 { anywhere.removeAll { $0.state != .ready } }
        timers.trim(beyond: 2 * jobs.count + 1024) { [jobs] msgID, waits in jobs[msgID]?.waits == waits }
    }

    private mutating func removeDependent(_ job: Job, of id: String) {
        dependents[id]?[job.msgID] = nil
        if dependents[id]?.isEmpty == true { dependents[id] = nil }
    }

    private func apply(_ id: String, succeeded: Bool, engine: String?, to job: Job) {
        _ = job.after.resolve(id, succeeded: succeeded)
        if job.follow.resolve(id, succeeded: succeeded), let engine { job.followed.insert(engine) }
    }

    /// One more engine has a task that a ready job may follow.
    private mutating func followMore(_ job: Job, _ engine: String?) {
        guard let engine, job.followed.contains(engine), job.allows(engine) else { return }
        queue(job, on: engine)
        fill(engine)
    }
}

// MARK: - Choosing an engine

extension TaskScheduler {
    private func hasRoom(_ engine: EngineState) -> Bool { limit == 0 || engine.load < limit }

    private mutating func choose(for job: Job) -> Int? {
        let isFree = job.isFree
        let candidates = engines.indices.lazy.filter { [engines, limit] place in
            (limit == 0 || engines[place].load < limit) && (isFree || job.allows(engines[place].id))
        }
        return scheme.choose(among: candidates, of: engines, using: &random)
    }

    /// Gives an engine the oldest jobs that it may run, as long as it has room.
    private mutating func fill(_ engine: String) {
        guard let place = places[engine] else { return }
        while hasRoom(engines[place]) {
            while let first = anywhere.first, first.state != .ready { anywhere.removeFirst() }
            let own = engines[place].firstReady()
            guard let next = [anywhere.first, own].compactMap(\.self).min(by: { $0.number < $1.number }) else { return }
            if next === own { engines[place].removeFirstReady() } else { anywhere.removeFirst() }
            run(next, on: place)
        }
    }
}
