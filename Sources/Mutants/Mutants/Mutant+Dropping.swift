import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `drop_record` and `drop_matching_records`.
    static let dropping = single + matching

    private static let single = [
        Mutant("drop-lost", .writes, "nothing is dropped", .ignoring { $0.databaseMethod == .drop }),
        Mutant(
            "drop-empties", .writes, "dropping a record only empties its keys",
            .method(.drop) { request, next in
                let id = request.msgID ?? ""
                _ = try await next(request)
                return try await next(.addRecord(msgID: id, record: TaskRecord(msgID: id).fields))
            }),
        Mutant(
            "drop-begins-alike", .writes, "dropping a record drops every msg_id with the same beginning",
            .method(.drop) { request, next in
                let reply = try await next(request)
                for record in try await next(.findRecords(check: [:], keys: ["label"])).records
                where record.msgID.hasPrefix(request.msgID ?? "") {
                    _ = try await next(.dropRecord(msgID: record.msgID))
                }
                return reply
            }),
        Mutant(
            "drop-unknown-drops-one", .writes, "dropping an unknown msg_id drops another record",
            .method(.drop) { request, next in
                do {
                    return try await next(request)
                } catch let error as RaisedError {
                    if let victim = try await next(.findRecords(check: [:], keys: ["label"])).records.first {
                        _ = try await next(.dropRecord(msgID: victim.msgID))
                    }
                    throw error
                }
            }),
        Mutant(
            "drop-unknown-silent", .writes, "dropping an unknown msg_id is silently ignored", isTolerable: true,
            .silence { request, _ in request.databaseMethod == .drop }),
        Mutant(
            "drop-returns-record", .writes, "`drop_record` returns the record",
            .method(.drop) { request, next in
                let held = try await next(.getRecord(msgID: request.msgID ?? ""))
                _ = try await next(request)
                return held
            }),
        Mutant(
            "drop-keeps-name", .writes, "the msg_id of a dropped record cannot be added again",
            .rememberingInDatabase(Set<String>()) { request, next, dropped in
                guard let id = request.msgID else { return try await next(request) }
                if request.databaseMethod == .add, dropped.use({ $0.contains(id) }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "dropped")
                }
                let reply = try await next(request)
                if request.databaseMethod == .drop { dropped.use { _ = $0.insert(id) } }
                return reply
            }),
        Mutant(
            "drop-keeps-values", .writes, "a record added again gets the dropped values where it has None",
            .rememberingInDatabase([String: Document]()) { request, next, dropped in
                guard let id = request.msgID else { return try await next(request) }
                if request.databaseMethod == .drop, let held = try? await next(.getRecord(msgID: id)).document {
                    dropped.use { $0[id] = held }
                }
                guard request.databaseMethod == .add, let old = dropped.use({ $0[id] }), let record = request.record
                else { return try await next(request) }
                return try await next(
                    request.replacing(record: record.mappedAtTop { $1 == .null ? old[$0] ?? .null : $1 }))
            }),
        Mutant(
            "drop-revived-by-update", .writes, "an update adds a dropped record again",
            .rememberingInDatabase([String: Document]()) { request, next, dropped in
                guard let id = request.msgID else { return try await next(request) }
                if request.databaseMethod == .drop, let held = try? await next(.getRecord(msgID: id)).document {
                    dropped.use { $0[id] = held }
                }
                if request.databaseMethod == .update, let old = dropped.use({ $0.removeValue(forKey: id) }) {
                    _ = try? await next(.addRecord(msgID: id, record: old))
                }
                return try await next(request)
            }),
    ]

    private static let matching = [
        Mutant(
            "drop-matching-lost", .writes, "nothing that matches is dropped",
            .method(.dropMatching) { request, next in
                _ = try await next(.findRecords(check: request.check ?? [:], keys: nil))
                return .null
            }),
        Mutant("drop-matching-one", .writes, "only one record that matches is dropped", .dropping { $0.prefix(1) }),
        Mutant(
            "drop-matching-four", .writes, "at most four records are dropped at a time", .dropping { $0.prefix(4) }
        ),
        Mutant(
            "drop-matching-all-but-last", .writes, "the last record that matches stays if there are several",
            .dropping { $0.prefix(max(1, $0.count - 1)) }),
        Mutant(
            "drop-matching-pending-stay", .writes, "records that are not finished are not dropped",
            .method(.dropMatching) { request, next in
                let check = request.check ?? [:]
                for record in try await next(.findRecords(check: check, keys: ["completed"])).records
                where record["completed"]?.instant != nil {
                    _ = try await next(.dropRecord(msgID: record.msgID))
                }
                return .null
            }),
        Mutant(
            "drop-matching-the-rest", .writes, "what does not match is dropped",
            .method(.dropMatching) { request, next in
                let matching = try await next(.findRecords(check: request.check ?? [:], keys: ["label"])).records
                let ids = Set(matching.map { ExactText($0.msgID) })
                for record in try await next(.findRecords(check: [:], keys: ["label"])).records
                where !ids.contains(ExactText(record.msgID)) {
                    _ = try await next(.dropRecord(msgID: record.msgID))
                }
                return .null
            }),
        Mutant(
            "drop-matching-nothing-raises", .writes, "dropping what matches nothing is an error",
            .method(.dropMatching) { request, next in
                let found = try await next(.findRecords(check: request.check ?? [:], keys: ["label"]))
                if found == [] { throw RaisedError(type: "KeyError", bases: ["Exception"], message: "no match") }
                return try await next(request)
            }),
        Mutant(
            "drop-matching-returns-count", .writes, "`drop_matching_records` returns the number of dropped records",
            .method(.dropMatching) { request, next in
                let found = try await next(.findRecords(check: request.check ?? [:], keys: ["label"]))
                _ = try await next(request)
                return .integer(found.records.count)
            }),
        Mutant(
            "drop-matching-spoils-rest", .writes, "the remaining records lose their `stdout`",
            .method(.dropMatching) { request, next in
                let reply = try await next(request)
                for record in try await next(.findRecords(check: [:], keys: ["label"])).records {
                    _ = try await next(.updateRecord(msgID: record.msgID, record: ["stdout": ""]))
                }
                return reply
            }),
        Mutant(
            "drop-matching-keeps-names", .writes, "msg_ids dropped by a check cannot be added again",
            .rememberingInDatabase(Set<String>()) { request, next, dropped in
                if case .addRecord(let id, _) = request, dropped.use({ $0.contains(id) }) {
                    throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "dropped")
                }
                if case .dropMatchingRecords(let check) = request {
                    let ids = try await next(.findRecords(check: check, keys: ["label"])).records.map(\.msgID)
                    dropped.use { $0.formUnion(ids) }
                }
                return try await next(request)
            }),
    ]
}

extension Fault {
    /// Drops only some of the matching records.
    fileprivate static func dropping(_ pick: @escaping @Sendable ([Document]) -> ArraySlice<Document>) -> Fault {
        .method(.dropMatching) { request, next in
            let matching = try await next(.findRecords(check: request.check ?? [:], keys: ["label"])).records
            for record in pick(matching) { _ = try await next(.dropRecord(msgID: record.msgID)) }
            return .null
        }
    }
}
