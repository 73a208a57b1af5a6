import JupyterMessages
import Schedulers
import Wire

/// A request of a client.
func request(_ msgID: String, _ metadata: JSONObject = JSONObject()) -> Envelope {
    Envelope(
        identities: [Array("client".utf8)],
        message: SignedMessage(
            header: JSON.object(JSONObject([("msg_id", .string(msgID)), ("msg_type", "apply_request")])).bytes,
            metadata: JSON.object(metadata).bytes))
}

/// A reply of an engine.
func reply(_ msgID: String, _ engine: String, _ metadata: JSONObject) -> Envelope {
    Envelope(
        identities: [Array(engine.utf8), Array("client".utf8)],
        message: SignedMessage(
            header: Array(#"{"msg_id":"r","msg_type":"apply_reply"}"#.utf8),
            parentHeader: request(msgID).message.header, metadata: JSON.object(metadata).bytes))
}

/// A task scheduler, as a class so that expectations can call what changes it.
final class TaskHarness {
    private var scheduler: TaskScheduler

    /// - Parameter engines: the first is the first in line.
    init(_ engines: String..., scheme: TaskScheme = .leastload, limit: Int = 1) {
        scheduler = TaskScheduler(scheme: scheme, limit: limit)
        // The engine that came last is the first in line.
        for engine in engines.reversed() { scheduler.addEngine(engine, now: 0) }
    }

    var count: Int { scheduler.count }
    var nextDeadline: Double? { scheduler.nextDeadline }
    func addEngine(_ engine: String) { scheduler.addEngine(engine, now: 0) }
    func removeEngine(_ engine: String, now: Double = 0) { scheduler.removeEngine(engine, now: now) }
    func advance(to now: Double) { scheduler.advance(to: now) }
    func takeActions() -> [TaskAction] { scheduler.takeActions() }

    /// Takes a task, at second 0. Returns whether it was accepted.
    @discardableResult
    func submit(_ msgID: String, _ metadata: (String, JSON)...) -> Bool {
        let request = request(msgID, JSONObject(metadata))
        guard let header = request.message.parsedHeader else { return false }
        return scheduler.submit(request, header, JSONObject(metadata), now: 0)
    }

    /// Takes a reply, at second 0. Returns whether it was expected.
    @discardableResult
    func finish(_ msgID: String, on engine: String, _ status: String = "ok", _ more: (String, JSON)...) -> Bool {
        let metadata = JSONObject([("status", .string(status))] + more)
        return scheduler.finish(reply(msgID, engine, metadata), engine: engine, now: 0)
    }

    /// What is to be done, a line for each action.
    func told() -> [String] {
        takeActions().map { action in
            switch action {
            case .run(let msgID, _, let engine): "\(msgID) runs on \(engine)"
            case .takeBack(let msgID): "\(msgID) waits again"
            case .deliver(let msgID, _, let engine): "\(msgID) ended on \(engine)"
            case .fail(let msgID, _, let error, let engine):
                "\(msgID): \(error.name)" + (engine.map { " on \($0)" } ?? "")
            }
        }
    }
}
