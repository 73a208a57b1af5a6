import Support
import Synchronization
import Testing

@Suite struct WorkerThreadsTests {
    @Test func `one thread does its work in order`() async {
        let threads = WorkerThreads(most: 1)
        let done = Shared<[Int]>([])
        await withCheckedContinuation { continuation in
            for number in 0..<100 { threads.run { done.value.withLock { $0.append(number) } } }
            threads.run { continuation.resume() }
        }
        #expect(done.value.withLock { $0 } == Array(0..<100))
    }

    @Test func `work that waits for other work gets a thread beside it`() async {
        let threads = WorkerThreads(most: 2)
        let isOpen = Shared(false)
        await withCheckedContinuation { continuation in
            threads.run {
                while !isOpen.value.withLock({ $0 }) {}
                continuation.resume()
            }
            threads.run { isOpen.value.withLock { $0 = true } }
        }
    }

    @Test func `never more threads than allowed`() async {
        let threads = WorkerThreads(most: 3)
        let running = Shared(0)
        let most = Shared(0)
        await withTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        threads.run {
                            let now = running.value.withLock { count in
                                count += 1
                                return count
                            }
                            most.value.withLock { $0 = max($0, now) }
                            running.value.withLock { $0 -= 1 }
                            continuation.resume()
                        }
                    }
                }
            }
        }
        #expect((1...3).contains(most.value.withLock { $0 }))
    }

    @Test func `work is done even if its owner has gone`() async {
        await withCheckedContinuation { continuation in
            WorkerThreads(most: 1).run { continuation.resume() }
        }
    }

    @Test func `a task can run on the threads`() async {
        let threads = WorkerThreads(most: 1)
        let sum = await Task(executorPreference: threads) {
            await withTaskGroup { group in
                for number in 0..<100 { group.addTask { number } }
                return await group.reduce(0, +)
            }
        }.value
        #expect(sum == 4950)
    }
}
