import Diagnostics
import Hub
import JupyterMessages
import Wire

/// What a controller does at a moment, as a page and as JSON.
struct StatusPage: Sendable {
    /// The name of the task database's class.
    let database: String
    /// Seconds since the start.
    let uptime: Int
    /// Tasks that ended in the last second.
    let rate: Int
    /// Bytes of memory in use.
    let memory: Int
    let hub: HubStatus

    /// The page. It loads itself again every two seconds and runs no script.
    var html: String {
        let engines = hub.engines.map { engine in
            row([String(engine.id), engine.uuid, String(engine.queued), String(engine.tasks), String(engine.completed)])
        }
        let numbers = Dictionary(hub.engines.map { ($0.uuid, String($0.id)) }) { $1 }
        let tasks = hub.recent.map { task in
            row([
                task.msgID, task.queue.rawValue, task.engine.map { numbers[$0] ?? $0 } ?? "none", task.status,
            ])
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width"><title>ipcontroller</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% } caption { text-align: left; font-weight: bold; padding: .5rem 0 }
            th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8888 }
            .id { overflow-wrap: anywhere; min-width: 8rem }
            dl { display: grid; grid-template-columns: max-content auto; gap: .2rem 1rem } dd { margin: 0 }
            </style></head><body><main>
            <h1>ipcontroller</h1>
            <dl>\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1.escapedForHTML)</dd>" }.joined())</dl>
            \(table("Engines", ["Engine", "uuid", "Direct", "Balanced", "Completed"], engines))
            \(table("Latest tasks", ["msg_id", "Queue", "Engine", "Status"], tasks))
            </main></body></html>

            """
    }

    /// The same for programs.
    var json: JSON {
        [
            "database": .string(database), "uptime": .integer(uptime), "tasks_per_second": .integer(rate),
            "memory": .integer(memory), "in_flight": .integer(hub.inFlight), "unassigned": .integer(hub.unassigned),
            "completed": .integer(hub.ended),
            "engines": .array(
                hub.engines.map { engine in
                    [
                        "id": .integer(engine.id), "uuid": .string(engine.uuid), "queue": .integer(engine.queued),
                        "tasks": .integer(engine.tasks), "completed": .integer(engine.completed),
                    ]
                }),
            "recent": .array(
                hub.recent.map { task in
                    [
                        "msg_id": .string(task.msgID), "queue": .string(task.queue.rawValue),
                        "engine": task.engine.map(JSON.string) ?? .null, "status": .string(task.status),
                    ]
                }),
        ]
    }

    private var facts: [(String, String)] {
        [
            ("Task database", database), ("Running for", "\(uptime) s"), ("Memory", "\(memory >> 20) MiB"),
            ("Engines", String(hub.engines.count)), ("Tasks in flight", String(hub.inFlight)),
            ("Waiting for an engine", String(hub.unassigned)), ("Tasks that have ended", String(hub.ended)),
            ("Tasks a second", String(rate)),
        ]
    }

    private func table(_ caption: String, _ heads: [String], _ rows: [String]) -> String {
        let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.isEmpty ? "<tr><td colspan=\"\(heads.count)\">none</td></tr>" : rows.joined()
        return "<table><caption>\(caption)</caption><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
    }

    /// Clients and engines choose their ids, which may be any text of any length.
    private func row(_ cells: [String]) -> String {
        "<tr>" + cells.map { "<td\($0.utf8.count > 12 ? " class=\"id\"" : "")>\($0.escapedForHTML)</td>" }.joined()
            + "</tr>"
    }
}
