import JupyterMessages
import Testing
import Wire

@testable import Schedulers

/// The scheduler holds no task for longer than it must: a task holds its buffers.
@Suite struct MemoryTests {
    @Test func `tasks that time out while they wait for another are not held`() {
        var tasks = TaskScheduler()
        tasks.addEngine("a", now: 0)
        submit("long", JSONObject(), to: &tasks, now: 0)
        for number in 0..<100 {
            submit("\(number)", JSONObject([("after", ["long"]), ("timeout", 1)]), to: &tasks, now: Double(number))
        }
        #expect(tasks.count == 2 && tasks.heldCount == 1)
        tasks.advance(to: 200)
        #expect(tasks.count == 1 && tasks.heldCount == 0)
    }

    @Test func `a task that needs one of two is not held once it has ended`() {
        var tasks = TaskScheduler()
        for engine in ["a", "b", "c"] { tasks.addEngine(engine, now: 0) }
        for id in ["1", "2"] { submit(id, JSONObject(), to: &tasks, now: 0) }
        let either: JSON = ["dependencies": ["1", "2"], "all": false]
        submit("3", JSONObject([("after", either), ("follow", either)]), to: &tasks, now: 0)
        var engines: [String: String] = [:]
        for case .run(let id, _, let engine) in tasks.takeActions() { engines[id] = engine }
        #expect(tasks.heldCount == 2)
        let first = engines["1"] ?? ""
        let isFirst = tasks.finish(reply("1", first, JSONObject([("status", "ok")])), engine: first, now: 1)
        let isThird = tasks.finish(reply("3", first, JSONObject([("status", "ok")])), engine: first, now: 1)
        #expect(isFirst && isThird)
        #expect(tasks.count == 1 && tasks.heldCount == 0)
    }

    @Test func `tasks that time out before any engine comes are not held`() {
        var tasks = TaskScheduler()
        for number in 0..<5000 {
            submit("\(number)", JSONObject([("timeout", 1)]), to: &tasks, now: 2 * Double(number))
            tasks.advance(to: 2 * Double(number) + 1)
        }
        #expect(tasks.count == 0 && tasks.heldCount < 2000)
    }

    private func submit(_ msgID: String, _ metadata: JSONObject, to tasks: inout TaskScheduler, now: Double) {
        let request = request(msgID, metadata)
        guard let header = request.message.parsedHeader else { return }
        _ = tasks.submit(request, header, metadata, now: now)
        tasks.advance(to: now)
    }
}
