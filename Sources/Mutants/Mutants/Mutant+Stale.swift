import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of caches and indexes: reads that do not see earlier writes.
    static let stale = labels + otherKeys.map(\.outsideFuzzing)

    private static let labels = [
        cached(
            "stale-get-after-update", "`get_record` does not see updates of a record it returned before", .get,
            [.update]),
        cached("stale-get-after-drop", "`get_record` still returns a dropped record", .get, [.drop, .dropMatching]),
        cached("stale-find-after-update", "`find_records` does not see updates", .find, [.update]),
        cached("stale-find-after-add", "`find_records` does not see records added since its last call", .find, [.add]),
        cached("stale-find-after-drop", "`find_records` does not see drops", .find, [.drop]),
        cached(
            "stale-history-after-add", "the history does not see records added since its last call", .history, [.add]),
        cached("stale-history-after-update", "the history does not see updates", .history, [.update]),
        cached("stale-history-after-drop", "the history does not see drops", .history, [.drop, .dropMatching]),
        Mutant(
            "stale-index-after-update", .stale, "a record is still found by its old label",
            .indexed { query, first, now in query.matches(first ?? now) }),
        Mutant(
            "stale-index-both", .stale, "a record is found by its old label as well as by its new one",
            .indexed { query, first, now in query.matches(now) || first.map(query.matches) ?? false }),
        Mutant(
            "stale-index-after-drop", .stale, "a msg_id dropped and added again is found by its old label",
            .indexed(outlivesDrops: true) { query, first, now in
                query.matches(now) || first.map(query.matches) ?? false
            }),
    ]

    private static let otherKeys = [
        indexedOnce("stale-engine-after-update", "a record is still found by its old `engine_uuid`", "engine_uuid"),
        indexedOnce("stale-completed-after-update", "a finished record is still found as unfinished", "completed"),
        indexedOnce(
            "stale-resubmitted-after-update", "a record is still found by its old `resubmitted`", "resubmitted"),
        indexedOnce(
            "stale-received-after-update-in-drop", "a record is still dropped by its old `received`", "received",
            [.dropMatching]),
        Mutant(
            "stale-client-after-drop", .stale,
            "a msg_id dropped and added again is found by its old `client_uuid`, too",
            .indexed(by: "client_uuid", outlivesDrops: true) { query, first, now in
                let old = now.setting("client_uuid", first?["client_uuid"])
                return query.matches(now) || query.matches(old)
            }),
    ]

    /// Creates a mutant whose index of one key holds each record as it was added.
    private static func indexedOnce(
        _ name: String, _ summary: String, _ key: String, _ methods: [Method] = [.find, .dropMatching]
    ) -> Mutant {
        Mutant(
            name, .stale, summary,
            .indexed(by: key, methods) { query, first, now in
                query.matches(first.map { now.setting(key, $0[key]) } ?? now)
            })
    }

    /// Creates a mutant that caches replies.
    ///
    /// - Parameter overlooked: the writes that do not clear the cache, although they should.
    private static func cached(
        _ name: String, _ summary: String, _ method: Method, _ overlooked: [Method]
    ) -> Mutant {
        Mutant(
            name, .stale, summary,
            .rememberingInDatabase([String: Value]()) { request, next, cache in
                guard let asked = request.databaseMethod else { return try await next(request) }
                if Method.writes.contains(asked), !overlooked.contains(asked) { cache.use { $0 = [:] } }
                guard asked == method else { return try await next(request) }
                let key = "\(request)"
                if let before = cache.use({ $0[key] }) { return before }
                let reply = try await next(request)
                cache.use { $0[key] = reply }
                return reply
            })
    }
}

extension Fault {
    /// Looks the values of a key up in an index that holds each record as it was first added.
    ///
    /// - Parameters:
    ///   - methods: those that use the index.
    ///   - outlivesDrops: whether the index keeps a record that was dropped, for when its msg_id is added again.
    ///   - matches: whether a query finds a record, given its first and its current content.
    fileprivate static func indexed(
        by key: String = "label", _ methods: [Method] = [.find], outlivesDrops: Bool = false,
        _ matches: @escaping @Sendable (_ query: Query, _ first: Document?, _ now: Document) -> Bool
    ) -> Fault {
        .rememberingInDatabase([ExactText: Document]()) { request, next, first in
            if case .addRecord(let id, let record) = request {
                let reply = try await next(request)
                first.use { $0[ExactText(id)] = outlivesDrops ? $0[ExactText(id)] ?? record : record }
                return reply
            }
            guard let check = request.check, methods.contains(request.databaseMethod), check[key] != nil else {
                return try await next(request)
            }
            // An invalid check must still raise.
            _ = try await next(.findRecords(check: check, keys: nil))
            let (query, before) = (try Query(check), first.use { $0 })
            let found = try await next(.findRecords(check: [:], keys: nil)).records.filter { record in
                matches(query, before[ExactText(record.msgID)], record)
            }
            let ids = Value.list(found.map { .text($0.msgID) })
            return try await next(request.replacing(check: ["msg_id": ["$in": ids]]))
        }
    }
}
