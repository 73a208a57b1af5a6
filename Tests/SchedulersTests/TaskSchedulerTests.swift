import JupyterMessages
import Schedulers
import Testing
import Wire

@Suite struct TaskSchedulerTests {
    @Test func `tasks go to free engines in turn, and wait in their order`() {
        let tasks = TaskHarness("a", "b")
        for id in ["1", "2", "3", "4"] { tasks.submit(id) }
        #expect(tasks.told() == ["1 runs on a", "2 runs on b"])
        tasks.finish("2", on: "b")
        #expect(tasks.told() == ["2 ended on b", "3 runs on b"])
        tasks.finish("1", on: "a")
        tasks.finish("3", on: "b")
        #expect(tasks.told() == ["1 ended on a", "4 runs on a", "3 ended on b"])
        #expect(tasks.count == 1)
    }

    @Test func `a task waits for the first engine`() {
        let tasks = TaskHarness()
        tasks.submit("1")
        #expect(tasks.told() == [])
        tasks.addEngine("a")
        #expect(tasks.told() == ["1 runs on a"])
    }

    @Test(arguments: [(0, 5), (1, 2), (2, 4)])
    func `an engine has as many tasks as the limit allows`(limit: Int, running: Int) {
        let tasks = TaskHarness("a", "b", limit: limit)
        for id in 1...5 { tasks.submit("\(id)") }
        #expect(tasks.told().count == running)
    }

    @Test(arguments: TaskScheme.allCases)
    func `every scheme uses every engine and loses no task`(scheme: TaskScheme) {
        let tasks = TaskHarness("a", "b", "c", scheme: scheme, limit: 2)
        var used: Set<String> = []
        var running: [(String, String)] = []
        for id in 0..<200 { tasks.submit("\(id)") }
        var ended = 0
        while true {
            for case .run(let id, _, let engine) in tasks.takeActions() {
                running.append((id, engine))
                used.insert(engine)
            }
            guard !running.isEmpty else { break }
            let (id, engine) = running.removeFirst()
            #expect(tasks.finish(id, on: engine))
            ended += 1
        }
        #expect(ended == 200 && tasks.count == 0)
        #expect(used == ["a", "b", "c"])
    }

    @Test func `a task that was sent again is refused`() {
        let tasks = TaskHarness("a")
        #expect(tasks.submit("s_1_1"))
        #expect(!tasks.submit("s_1_1"))
        tasks.finish("s_1_1", on: "a")
        #expect(!tasks.submit("s_1_1"))
        #expect(!tasks.finish("s_1_1", on: "a"))
        #expect(!tasks.finish("unknown", on: "a"))
    }

    @Test func `only the engine that runs a task may end it`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1")
        #expect(!tasks.finish("1", on: "b"))
        #expect(tasks.finish("1", on: "a"))
    }

    @Test func `targets limit a task to engines`() {
        let tasks = TaskHarness("a", "b")
        for id in ["1", "2"] { tasks.submit(id, ("targets", ["b"])) }
        tasks.submit("3")
        #expect(tasks.told() == ["1 runs on b", "3 runs on a"])
        tasks.finish("3", on: "a")
        #expect(tasks.told() == ["3 ended on a"])
        tasks.finish("1", on: "b")
        #expect(tasks.told() == ["1 ended on b", "2 runs on b"])
        tasks.submit("4", ("targets", ["gone"]))
        #expect(tasks.told() == ["4: ImpossibleDependency"])
    }

    @Test func `a waiting task fails with the last engine that it names`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1", ("targets", ["b"]))
        tasks.submit("2", ("targets", ["b"]))
        _ = tasks.told()
        tasks.removeEngine("b")
        #expect(tasks.told() == ["2: ImpossibleDependency"])
    }
}

@Suite struct RetryTests {
    @Test func `a task that fails runs on other engines, as often as it may`() {
        let tasks = TaskHarness("a", "b", "c")
        tasks.submit("1", ("retries", 1))
        tasks.finish("1", on: "a", "error")
        #expect(tasks.told() == ["1 runs on a", "1 waits again", "1 runs on b"])
        tasks.finish("1", on: "b", "error")
        #expect(tasks.told() == ["1 ended on b"])
    }

    @Test func `a task that fails on every engine ends`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1", ("retries", 10))
        tasks.finish("1", on: "a", "error")
        tasks.finish("1", on: "b", "error")
        #expect(tasks.told().last == "1 ended on b")
        #expect(tasks.count == 0)
    }

    @Test func `with a timeout it waits for another engine so long`() {
        let tasks = TaskHarness("a")
        tasks.submit("1", ("retries", 10), ("timeout", 2.5))
        tasks.finish("1", on: "a", "error")
        #expect(tasks.told() == ["1 runs on a", "1 waits again"])
        #expect(tasks.nextDeadline == 2.5)
        tasks.advance(to: 2.4)
        #expect(tasks.told() == [])
        tasks.advance(to: 2.5)
        #expect(tasks.told() == ["1: TaskTimeout"])
    }

    @Test func `an aborted task is not retried`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1", ("retries", 1))
        tasks.finish("1", on: "a", "aborted")
        #expect(tasks.told() == ["1 runs on a", "1 ended on a"])
    }

    @Test func `an engine that lacks what a task needs is left out`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1")
        tasks.finish("1", on: "a", "error", ("dependencies_met", false))
        #expect(tasks.told() == ["1 runs on a", "1 waits again", "1 runs on b"])
        tasks.finish("1", on: "b", "error", ("dependencies_met", false))
        #expect(tasks.told() == ["1 waits again"])
        tasks.addEngine("c")
        #expect(tasks.told() == ["1 runs on c"])
    }

    @Test func `the tasks of a dead engine fail after the grace period, or run elsewhere`() {
        let tasks = TaskHarness("a", "b", "c")
        tasks.submit("1")
        tasks.submit("2", ("retries", 1))
        tasks.removeEngine("a", now: 10)
        tasks.removeEngine("b", now: 10)
        #expect(tasks.told() == ["1 runs on a", "2 runs on b"])
        tasks.advance(to: 14.9)
        #expect(tasks.told() == [])
        tasks.advance(to: 15)
        #expect(Set(tasks.told()) == ["1: EngineError on a", "2 waits again", "2 runs on c"])
    }

    @Test func `a result of a dead engine counts if it comes in time`() {
        let tasks = TaskHarness("a")
        tasks.submit("1")
        tasks.removeEngine("a", now: 10)
        tasks.finish("1", on: "a")
        tasks.advance(to: 15)
        #expect(tasks.told() == ["1 runs on a", "1 ended on a"])
    }
}

@Suite struct DependencyTests {
    @Test func `a task comes after those it names`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1")
        tasks.submit("2", ("after", ["1"]))
        #expect(tasks.told() == ["1 runs on a"])
        tasks.finish("1", on: "a")
        #expect(Set(tasks.told()) == ["1 ended on a", "2 runs on b"])
        tasks.submit("3", ("after", ["1"]), ("follow", ["1"]))
        #expect(tasks.told() == ["3 runs on a"])
    }

    @Test(
        arguments: [
            (["dependencies": ["1", "2"]], "ok", "error", "3: ImpossibleDependency"),
            (["dependencies": ["1", "2"], "failure": true], "ok", "error", "3 runs on a"),
            (["dependencies": ["1", "2"], "all": false], "ok", "error", "3 runs on a"),
            (["dependencies": ["1", "2"], "all": false], "error", "error", "3: ImpossibleDependency"),
            (["dependencies": ["1", "2"], "success": false, "failure": true], "error", "error", "3 runs on a"),
            (
                ["dependencies": ["1", "2"], "success": false, "failure": true], "ok", "error",
                "3: ImpossibleDependency"
            ),
        ] as [(JSON, String, String, String)])
    func `success and failure, all and any`(after: JSON, first: String, second: String, told: String) {
        let tasks = TaskHarness("a", "b")
        for id in ["1", "2"] { tasks.submit(id) }
        tasks.submit("3", ("after", after))
        tasks.finish("1", on: "a", first)
        tasks.finish("2", on: "b", second)
        #expect(tasks.told().contains(told))
    }

    @Test func `unknown tasks and itself cannot be waited for`() {
        let tasks = TaskHarness("a")
        tasks.submit("1", ("after", ["nosuch"]))
        tasks.submit("2", ("follow", ["2"]))
        #expect(tasks.told() == ["1: InvalidDependency", "2: InvalidDependency"])
    }

    @Test func `a task follows others to their engine`() {
        let tasks = TaskHarness("a", "b")
        tasks.submit("1")
        tasks.submit("2")
        tasks.submit("3", ("follow", ["2"]))
        tasks.submit("4", ("follow", ["1", "2"]))
        tasks.submit("5", ("follow", ["dependencies": ["1", "2"], "all": false]))
        tasks.finish("1", on: "a")
        tasks.finish("2", on: "b")
        let told = tasks.told()
        #expect(told.contains("3 runs on b"))
        #expect(told.contains("4: ImpossibleDependency"))
        #expect(told.contains("5 runs on a"))
    }

    @Test func `a long chain fails with its first task`() {
        let tasks = TaskHarness("a")
        tasks.submit("s_1_0")
        for id in 1..<20_000 { tasks.submit("s_1_\(id)", ("after", [.string("s_1_\(id - 1)")])) }
        tasks.finish("s_1_0", on: "a", "error")
        #expect(tasks.told().count { $0.hasSuffix("ImpossibleDependency") } == 19_999)
        #expect(tasks.count == 0)
    }
}
