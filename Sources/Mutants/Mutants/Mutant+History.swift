import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `get_history`.
    static let history = [
        Mutant("history-empty", .history, "the history is empty", .replies(to: .history) { _, _ in [] }),
        Mutant(
            "history-newest-first", .history, "the newest task comes first",
            .replies(to: .history) { reply, _ in .list((reply.list ?? []).reversed()) }),
        ordered("history-by-name", "the history is ordered by msg_id") { left, right in
            ExactText(left.msgID) < ExactText(right.msgID)
        },
        Mutant(
            "history-by-adding", .history, "the history is ordered by when records were added",
            .method(.history) { _, next in
                let all = try await next(.findRecords(check: ["submitted": ["$ne": nil]], keys: nil))
                return .list(all.records.map { .text($0.msgID) })
            }),
        ordered("history-by-wall-clock", "the history is ordered by local time") { left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            return one.wall < other.wall
        },
        ordered("history-by-text", "the history is ordered by the text of dates") {
            left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            return "\(one)".replacing("Z", with: "~") < "\(other)".replacing("Z", with: "~")
        },
        ordered("history-by-second", "the history is ordered by whole seconds") { left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            return one.rounded(to: 1_000_000) < other.rounded(to: 1_000_000)
        },
        ordered("history-in-32-bits", "the history is ordered by 32-bit seconds") { left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            let bits = { (instant: Instant) in Int32(truncatingIfNeeded: instant.microseconds / 1_000_000) }
            return bits(one) < bits(other)
        },
        ordered("history-by-started", "the history is ordered by `started` where it is set") { left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            return left["started"]?.instant ?? one < right["started"]?.instant ?? other
        },
        ordered("history-by-completed", "the history is ordered by `completed` where it is set") { left, right in
            guard let one = left["submitted"]?.instant, let other = right["submitted"]?.instant else { return false }
            return left["completed"]?.instant ?? one < right["completed"]?.instant ?? other
        },
        Mutant(
            "history-ties-merged", .history, "of two tasks of the same moment one is missing",
            .method(.history) { request, next in
                let all = try await next(.findRecords(check: [:], keys: ["submitted"])).records
                var seen: Set<Instant> = []
                return .list(
                    try await next(request).texts.filter { id in
                        all.first { $0.msgID == id }?["submitted"]?.instant.map { seen.insert($0).inserted } ?? true
                    }.map(Value.text))
            }),
        Mutant(
            "history-undated-first", .history, "tasks without a date come first", isTolerable: true,
            .undated { undated, dated in undated + dated }),
        Mutant(
            "history-undated-last", .history, "tasks without a date come last", isTolerable: true,
            .undated { undated, dated in dated + undated }),
        Mutant(
            "history-undated-raises", .history, "a task without a date makes `get_history` raise", isTolerable: true,
            .method(.history) { request, next in
                let undated = try await next(.findRecords(check: ["submitted": nil], keys: ["submitted"]))
                if undated != [] {
                    throw RaisedError(type: "TypeError", bases: ["Exception"], message: "'<' with None")
                }
                return try await next(request)
            }),
        Mutant(
            "history-none-raises", .history, "`get_history` raises KeyError if it is empty",
            .handling { request, next in
                let reply = try await next(request)
                if request.databaseMethod == .history, reply == [] {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "no history")
                }
                return reply
            }),
        Mutant(
            "history-raises-at-first", .history, "before the first write `get_history` raises KeyError",
            .rememberingInDatabase(false) { request, next, isWritten in
                if request.databaseMethod != nil, request.databaseMethod != .history { isWritten.use { $0 = true } }
                if request.databaseMethod == .history, !isWritten.use({ $0 }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "no history")
                }
                return try await next(request)
            }),
        Mutant(
            "history-repeats-updated", .history, "an updated task appears twice",
            .rememberingInDatabase([String]()) { request, next, updated in
                let reply = try await next(request)
                if request.databaseMethod == .update, let id = request.msgID { updated.use { $0.append(id) } }
                guard request.databaseMethod == .history else { return reply }
                let again = updated.use { $0 }
                return .list(reply.texts.flatMap { again.contains($0) ? [$0, $0] : [$0] }.map(Value.text))
            }),
        Mutant(
            "history-keeps-dropped", .history, "dropped tasks stay in the history",
            .rememberingInDatabase([String]()) { request, next, dropped in
                let reply = try await next(request)
                switch request {
                case .dropRecord(let id): dropped.use { $0.append(id) }
                case .addRecord(let id, _): dropped.use { $0.removeAll { $0 == id } }
                case .getHistory: return .list((reply.texts + dropped.use { $0 }).map(Value.text))
                default: break
                }
                return reply
            }),
        Mutant(
            "history-keeps-first-date", .history, "a task keeps its place when its date changes",
            .firstDates { first, now in now == nil ? nil : first ?? now }),
        Mutant(
            "history-dated-later-missing", .history, "a task whose date is set by an update is missing",
            .firstDates { first, now in first == nil ? nil : now }),
        Mutant(
            "history-moves-updated", .history, "an updated task moves to the end",
            .rememberingInDatabase([String]()) { request, next, updated in
                let reply = try await next(request)
                if request.databaseMethod == .update, let id = request.msgID { updated.use { $0.append(id) } }
                guard request.databaseMethod == .history else { return reply }
                let moved = updated.use { $0 }
                let texts = reply.texts
                return .list((texts.filter { !moved.contains($0) } + texts.filter(moved.contains)).map(Value.text))
            }),
        Mutant(
            "history-of-records", .history, "the history is a list of records",
            .replies(to: .history) { reply, _ in .list(reply.texts.map { .document(["msg_id": .text($0)]) }) }),
        Mutant(
            "history-finished-only", .history, "the history has only finished tasks",
            .method(.history) { request, next in
                let check: Document = ["completed": ["$ne": nil]]
                let finished = try await next(.findRecords(check: check, keys: ["label"])).records.map(\.msgID)
                return .list(try await next(request).texts.filter(finished.contains).map(Value.text))
            }),
        Mutant(
            "history-first-hundred", .history, "the history has at most 100 tasks",
            .replies(to: .history) { reply, _ in .list(Array((reply.list ?? []).prefix(100))) }),
    ]

    private static func ordered(
        _ name: String, _ summary: String, _ isBefore: @escaping @Sendable (Document, Document) -> Bool
    ) -> Mutant {
        Mutant(
            name, .history, summary,
            .method(.history) { _, next in
                let all = try await next(.findRecords(check: ["submitted": ["$ne": nil]], keys: nil)).records
                let sorted = all.enumerated().sorted { left, right in
                    if isBefore(left.element, right.element) { return true }
                    return !isBefore(right.element, left.element) && left.offset < right.offset
                }
                return .list(sorted.map { .text($0.element.msgID) })
            })
    }
}

extension Fault {
    fileprivate static func undated(_ join: @escaping @Sendable ([String], [String]) -> [String]) -> Fault {
        .method(.history) { request, next in
            let undated = try await next(.findRecords(check: ["submitted": nil], keys: ["submitted"])).records
            return .list(join(undated.map(\.msgID), try await next(request).texts).map(Value.text))
        }
    }

    /// Orders the history by a date picked from a record's first `submitted` and its current one.
    fileprivate static func firstDates(_ pick: @escaping @Sendable (Instant?, Instant?) -> Instant?) -> Fault {
        .rememberingInDatabase([ExactText: Instant]()) { request, next, first in
            let reply = try await next(request)
            if case .addRecord(let id, let record) = request {
                first.use { $0[ExactText(id)] = record["submitted"]?.instant }
            }
            guard request.databaseMethod == .history else { return reply }
            let all = try await next(.findRecords(check: [:], keys: ["submitted"])).records
            let dates = first.use { $0 }
            let picked = all.compactMap { record in
                pick(dates[ExactText(record.msgID)], record["submitted"]?.instant).map { (record.msgID, $0) }
            }
            return .list(picked.sorted { $0.1 < $1.1 }.map { .text($0.0) })
        }
    }
}
