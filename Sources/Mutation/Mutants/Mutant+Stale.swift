import TaskDatabase
import Wire

extension Mutant {
    /// Reads that do not see what was written.
    static let stale = [
        cached(
            "stale-get-after-update", "`get_record` does not see updates of what it handed out once", .get, [.update]),
        cached("stale-get-after-drop", "`get_record` still has what was dropped", .get, [.drop, .dropMatching]),
        cached("stale-find-after-update", "`find_records` does not see updates", .find, [.update]),
        cached("stale-find-after-add", "`find_records` does not see what was added since", .find, [.add]),
        cached("stale-find-after-drop", "`find_records` does not see that a record was dropped", .find, [.drop]),
        cached("stale-history-after-add", "the history does not see what was added since", .history, [.add]),
        cached("stale-history-after-update", "the history does not see updates", .history, [.update]),
        cached("stale-history-after-drop", "the history does not see drops", .history, [.drop, .dropMatching]),
        Mutant(
            "stale-index-after-update", .stale, "a record is still found by its old label",
            .indexed { first, _ in first }),
        Mutant(
            "stale-index-both", .stale, "a record is found by its old label as well as by its new one",
            .rememberingInDatabase([ExactText: Document]()) { request, next, first in
                if case .addRecord(let id, let record) = request { first.use { $0[ExactText(id)] = record } }
                guard case .findRecords(let check, let keys) = request, check["label"] != nil, check.count == 1 else {
                    return try await next(request)
                }
                _ = try await next(request)
                let (query, before) = (try Query(check), first.use { $0 })
                let found = try await next(.findRecords(check: [:], keys: nil)).records.filter {
                    query.matches($0) || before[ExactText($0.msgID)].map(query.matches) ?? false
                }
                let ids = Value.list(found.map { .text($0.msgID) })
                return try await next(.findRecords(check: ["msg_id": ["$in": ids]], keys: keys))
            }),
        Mutant(
            "stale-index-after-drop", .stale, "a name that was dropped and added again is found by its old label",
            .rememberingInDatabase([ExactText: Document]()) { request, next, first in
                if case .addRecord(let id, let record) = request {
                    first.use { $0[ExactText(id)] = $0[ExactText(id)] ?? record }
                }
                guard case .findRecords(let check, let keys) = request, check["label"]?.text != nil else {
                    return try await next(request)
                }
                _ = try await next(request)
                let (query, before) = (try Query(check), first.use { $0 })
                let found = try await next(.findRecords(check: [:], keys: nil)).records.filter {
                    query.matches($0) || before[ExactText($0.msgID)].map(query.matches) ?? false
                }
                let ids = Value.list(found.map { .text($0.msgID) })
                return try await next(.findRecords(check: ["msg_id": ["$in": ids]], keys: keys))
            }),
    ]

    /// Hands out a reply again as long as no write but some came between.
    ///
    /// - Parameter overlooked: the writes that leave what was handed out in the cache.
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
    /// Looks labels up in an index of its own.
    ///
    /// - Parameter pick: the record that counts, of the one that was added first and the one that is held.
    fileprivate static func indexed(_ pick: @escaping @Sendable (_ first: Document, _ now: Document) -> Document)
        -> Fault
    {
        .rememberingInDatabase([ExactText: Document]()) { request, next, first in
            if case .addRecord(let id, let record) = request { first.use { $0[ExactText(id)] = record } }
            guard case .findRecords(let check, let keys) = request, check["label"]?.text != nil else {
                return try await next(request)
            }
            _ = try await next(request)
            let (query, before) = (try Query(check), first.use { $0 })
            let found = try await next(.findRecords(check: [:], keys: nil)).records.filter { record in
                query.matches(pick(before[ExactText(record.msgID)] ?? record, record))
            }
            let ids = Value.list(found.map { .text($0.msgID) })
            return try await next(.findRecords(check: ["msg_id": ["$in": ids]], keys: keys))
        }
    }
}
