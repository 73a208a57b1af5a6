import Hub
import Logging
import Sockets
import Synchronization
import TaskDatabases

/// Does the Hub's work on the task database, away from the thread of the sockets.
///
/// Writes of one record happen in their order, and before the questions that come after them. Questions run beside later
/// writes.
package final class DatabaseWorker: Sendable {
    /// What the database is to do.
    package enum Job: Sendable {
        case write(DatabaseWrite)
        case ask(DatabaseQuestion)
    }

    private struct State {
        var jobs: [Job] = []
        /// About how many bytes the waiting writes hold.
        var size = 0
        var answers: [DatabaseAnswer] = []
    }

    private let database: any TaskDatabase
    private let wakeup: Wakeup
    private let log: Logger
    private let limiter = LogLimiter()
    private let state = Mutex(State())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let mostBytes: Int

    /// - Parameters:
    ///   - wakeup: signalled when there are answers.
    ///   - mostBytes: writes beyond this size are dropped until the database has caught up.
    package init(_ database: any TaskDatabase, wakeup: Wakeup, log: Logger, mostBytes: Int = 512 << 20) {
        self.database = database
        self.wakeup = wakeup
        self.log = log
        self.mostBytes = mostBytes
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes jobs. Does not wait.
    package func submit(_ jobs: [Job]) {
        guard !jobs.isEmpty else { return }
        var dropped = 0
        state.withLock { state in
            for job in jobs {
                if case .write(let write) = job {
                    guard state.size < mostBytes else {
                        dropped += 1
                        continue
                    }
                    state.size += write.size
                }
                state.jobs.append(job)
            }
        }
        for _ in 0..<dropped {
            report("the task database is too slow: a change of a record was dropped", kind: "dropped")
        }
        signal.yield()
    }

    /// The answers since the last call.
    package func takeAnswers() -> [DatabaseAnswer] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    /// Takes no more jobs; ``run()`` returns when all are done.
    package func finish() { signal.finish() }

    /// Does the jobs until ``finish()`` is called.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in signals { await work(&group) }
            await work(&group)
        }
    }

    private func work(_ group: inout DiscardingTaskGroup) async {
        while case let jobs = takeJobs(), !jobs.isEmpty {
            var writes: [DatabaseWrite] = []
            for job in jobs {
                switch job {
                case .write(let write): writes.append(write)
                case .ask(let question):
                    await perform(writes)
                    writes = []
                    group.addTask { await self.answer(question) }
                }
            }
            await perform(writes)
        }
    }

    private func takeJobs() -> [Job] {
        state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    private func answer(_ question: DatabaseQuestion) async {
        let answer = await question.answer(from: database)
        state.withLock { $0.answers.append(answer) }
        wakeup.signal()
    }
}

// MARK: - Writing

extension DatabaseWorker {
    private func perform(_ writes: [DatabaseWrite]) async {
        guard !writes.isEmpty else { return }
        let joined = writes.joined
        if database is any PersistentTaskDatabase, joined.count > 1 {
            // Writes that a database gets together reach the disk together.
            var records: [String: [DatabaseWrite]] = [:]
            for write in joined { records[write.msgID, default: []].append(write) }
            let groups = Array(records.values)
            for start in stride(from: 0, to: groups.count, by: Self.mostTogether) {
                await withDiscardingTaskGroup { group in
                    for writes in groups[start..<min(start + Self.mostTogether, groups.count)] {
                        group.addTask { for write in writes { await self.perform(write) } }
                    }
                }
            }
        } else {
            for write in joined { await perform(write) }
        }
        let size = writes.reduce(0) { $0 + $1.size }
        state.withLock { $0.size -= size }
    }

    private static let mostTogether = 256

    private func perform(_ write: DatabaseWrite) async {
        do {
            try await write.apply(to: database)
        } catch let error as TaskDatabaseError where [.unknownID, .culled].contains(error.kind) {
            log.debug("db::the record of '\(write.msgID)' is gone: \(error.message)")
        } catch {
            report("DB Error saving '\(write.msgID)': \(error)", kind: "write")
        }
    }

    /// Logs an error, now and then.
    private func report(_ message: String, kind: String) {
        if let message = limiter.limit(message, kind: kind) { log.error("\(message)") }
    }
}
