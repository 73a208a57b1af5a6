import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults after a restart.
    static let persistence = replayed + reopened + (rare + limited).map(\.outsideFuzzing)

    private static let replayed = [
        replaying("persist-nothing", "a restart finds an empty database") { _ in [] },
        replaying("persist-not-the-last", "the last write before a restart is lost") { $0.dropLast() },
        replaying("persist-no-updates", "updates are lost in a restart") {
            $0.filter { $0.databaseMethod != .update }
        },
        replaying("persist-no-drops", "a dropped record is back after a restart") {
            $0.filter { $0.databaseMethod != .drop }
        },
        replaying("persist-no-drop-matching", "records dropped by a check are back after a restart") {
            $0.filter { $0.databaseMethod != .dropMatching }
        },
        replaying("persist-first-hundred", "only the first hundred writes survive a restart") {
            Array($0.prefix(100))
        },
        replaying("persist-no-dates", "a restart loses `submitted`") { writes in
            writes.map { $0.mappingRecord { $0["submitted"] == nil ? $0 : $0.setting("submitted", .null) } }
        },
        replaying("persist-no-buffers", "a restart loses `result_buffers`") { writes in
            writes.map { $0.mappingRecord { $0["result_buffers"] == nil ? $0 : $0.setting("result_buffers", []) } }
        },
        replaying("persist-bytes-as-text", "a restart turns bytes inside dicts into text") { writes in
            writes.map { $0.mappingNested { if case .bytes = $0 { "bytes" } else { $0 } } }
        },
        replaying("persist-bool-as-number", "a restart turns True into 1") { writes in
            writes.map { $0.mappingNested { if case .bool(let bool) = $0 { .integer(bool ? 1 : 0) } else { $0 } } }
        },
        replaying("persist-text-as-dates", "a restart turns text that looks like a date into a date") { writes in
            writes.map { $0.mappingNested { $0.text.flatMap(Instant.init).map(Value.instant) ?? $0 } }
        },
        replaying("persist-numbers-as-text", "a restart turns a label that is a number into text") { writes in
            writes.map {
                $0.mappingRecord { $0["label"]?.number == nil ? $0 : $0.setting("label", "5") }
            }
        },
        replaying(
            "persist-half-refused", "the valid part of a refused update appears after a restart",
            ofRefused: { $0.withoutDates }),
        replaying("persist-no-drop-all", "deleted records are back after a restart if all were deleted") {
            $0.filter { $0 != .dropMatchingRecords(check: [:]) }
        }.outsideFuzzing,
        replaying(
            "persist-refused-record", "a refused record is there after a restart, without its wrong date",
            ofRefused: { if case .addRecord = $0 { $0.withoutWrongDates } else { nil } }),
    ]

    private static let reopened = [
        Mutant(
            "persist-history-by-adding", .persistence,
            "after a restart the history is in the order in which records were added",
            .rememberingInDatabase((ids: [String](), isRestarted: false)) { request, next, memory in
                if request == .reopen { memory.use { $0.isRestarted = true } }
                let reply = try await next(request)
                if case .addRecord(let id, _) = request { memory.use { $0.ids.append(id) } }
                guard request == .getHistory, memory.use(\.isRestarted) else { return reply }
                let held = Set(reply.texts)
                return .list(memory.use(\.ids).filter(held.contains).map(Value.text))
            }),
        Mutant(
            "persist-first-update-lost", .persistence, "an update that is the first call after a restart is lost",
            .rememberingInDatabase(false) { request, next, isFirst in
                let isLost = isFirst.use { $0 } && request.databaseMethod == .update
                isFirst.use { $0 = request == .reopen }
                return isLost ? .null : try await next(request)
            }),
        Mutant(
            "persist-refused-loses-write", .persistence,
            "after a restart the first write after a refused one is missing", isWithinFuzzing: false,
            .rememberingInDatabase((isRefused: false, id: String?.none)) { request, next, memory in
                if request == .reopen, let id = memory.use(\.id) { _ = try? await next(.dropRecord(msgID: id)) }
                do {
                    let reply = try await next(request)
                    if case .addRecord(let id, _) = request {
                        memory.use { memory in
                            if memory.isRefused { memory = (false, id) }
                        }
                    }
                    return reply
                } catch let error as RaisedError {
                    if request.record != nil { memory.use { $0.isRefused = true } }
                    throw error
                }
            }),
        afterRestart("persist-no-none", "after a restart None finds nothing") { request, next in
            guard case .findRecords(let check, _) = request, check.conditions.contains(where: \.isPlainNone) else {
                return try await next(request)
            }
            return []
        },
        afterRestart("persist-names-forgotten", "after a restart an existing msg_id can be added again") {
            request, next in
            guard case .addRecord(let id, _) = request else { return try await next(request) }
            _ = try? await next(.dropRecord(msgID: id))
            return try await next(request)
        },
        afterRestart("persist-read-only", "after a restart writes are silently ignored") { request, next in
            Method.writes.contains { $0 == request.databaseMethod } ? .null : try await next(request)
        },
        afterRestart("persist-no-index", "after a restart checks find nothing") { request, next in
            guard case .findRecords(let check, _) = request, !check.isEmpty else { return try await next(request) }
            return []
        },
        afterRestart("persist-no-history", "after a restart the history is empty") { request, next in
            request == .getHistory ? [] : try await next(request)
        },
    ]

    private static let rare = [
        replaying("persist-checks-without-zone", "dates of a drop lose their time zone in a restart") { writes in
            writes.map { $0.mappingCheckedDates { $0.wall } }
        },
        replaying("persist-other-dates-as-text", "dates in other keys are texts after a restart") { writes in
            writes.map { write in
                write.mappingRecord { record in
                    record.mappedAtTop { name, value in
                        TaskRecord.keys.contains(name)
                            ? value : value.mapped { $0.instant.map { .text("\($0)") } ?? $0 }
                    }
                }
            }
        },
        replaying("persist-other-keys-of-many", "after 500 changes a restart loses keys that the Hub does not know") {
            writes in
            guard writes.count > 500 else { return writes }
            return writes.map { $0.mappingRecord(\.withoutOtherKeys) }
        },
        replaying("persist-nan-in-lists", "NaN in a list is None after a restart") { writes in
            writes.map {
                $0.mappingNested { if case .double(let number) = $0, number.isNaN { .null } else { $0 } }
            }
        },
        replaying("persist-before-1970", "dates before 1970 with a fraction of a second are a second off") { writes in
            writes.map { write in
                write.mappingRecord { record in
                    record.mappedAtTop { _, value in
                        guard let instant = value.instant, instant.microseconds < 0,
                            instant.microseconds % 1_000_000 != 0
                        else { return value }
                        return .instant(Instant(microseconds: instant.microseconds + 1_000_000))
                    }
                }
            }
        },
        Mutant(
            "persist-drop-overwritten", .persistence, "the first update after a restart undoes the drop before it",
            .rememberingInDatabase((last: Document?.none, isFirst: false)) { request, next, memory in
                if case .dropRecord(let id) = request {
                    let record = try? await next(.getRecord(msgID: id))
                    memory.use { $0.last = record?.document }
                } else if request == .reopen {
                    memory.use { $0.isFirst = true }
                } else if case .updateRecord = request, memory.use({ $0.isFirst }) {
                    if let record = memory.use({ $0.last }) {
                        _ = try? await next(.addRecord(msgID: record.msgID, record: record))
                    }
                    memory.use { $0 = (nil, false) }
                } else if Method.writes.contains(request.databaseMethod) {
                    memory.use { $0 = (nil, false) }
                }
                return try await next(request)
            }),
    ]

    private static let limited = [
        limitedAfterRestart("persist-size-forgotten", "after a restart the buffers of before no longer count") {
            $0.heldBytes = 0
        }
    ]

    /// Creates a mutant with limits, whose fault is in what it knows of its records after a restart.
    private static func limitedAfterRestart(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (inout CullingState) -> Void
    ) -> Mutant {
        var policy = Culling()
        policy.atRestart = change
        return Mutant(name, .persistence, summary, gains: ["culling"], .culling(policy))
    }

    /// Creates a mutant that, at a restart, rebuilds the database from changed writes.
    ///
    /// - Parameters:
    ///   - change: changes the list of writes.
    ///   - ofRefused: the part of a refused update that is replayed; nil for nothing.
    static func replaying(
        _ name: String, _ summary: String, _ change: @escaping @Sendable ([Request]) -> [Request] = { $0 },
        ofRefused: @escaping @Sendable (Request) -> Request? = { _ in nil }
    ) -> Mutant {
        Mutant(
            name, .persistence, summary,
            .rememberingInDatabase([Request]()) { request, next, writes in
                guard request == .reopen else {
                    let reply: Value
                    do {
                        reply = try await next(request)
                    } catch {
                        if let rest = ofRefused(request) { writes.use { $0.append(rest) } }
                        throw error
                    }
                    if Method.writes.contains(where: { $0 == request.databaseMethod }) {
                        writes.use { $0.append(request) }
                    }
                    return reply
                }
                let kept = writes.use {
                    $0 = change($0)
                    return $0
                }
                _ = try await next(.open(options: [:]))
                // A write that depends on a missing one fails, and is lost as well.
                for write in kept { _ = try? await next(write) }
                return try await next(request)
            })
    }

    private static func afterRestart(
        _ name: String, _ summary: String, _ handler: @escaping Fault.Handler
    ) -> Mutant {
        Mutant(
            name, .persistence, summary,
            .rememberingInDatabase(false) { request, next, isRestarted in
                if request == .reopen { isRestarted.use { $0 = true } }
                return isRestarted.use { $0 } ? try await handler(request, next) : try await next(request)
            })
    }
}

extension CheckCondition {
    fileprivate var isPlainNone: Bool { comparison == nil && operand == .null }
}

extension Request {
    /// The update without its dates; nil for other requests.
    fileprivate var withoutDates: Request? {
        guard case .updateRecord = self else { return nil }
        return mappingRecord { record in TaskRecord.dateKeys.reduce(record) { $0.setting($1, nil) } }
    }

    func mappingRecord(_ change: (Document) -> Document) -> Request {
        record.map { replacing(record: change($0)) } ?? self
    }

    /// Replaces the dates of a check.
    fileprivate func mappingCheckedDates(_ change: (Instant) -> Instant) -> Request {
        check.map { check in
            replacing(
                check: check.mappedAtTop { _, value in value.mapped { $0.instant.map { .instant(change($0)) } ?? $0 } })
        } ?? self
    }

    /// Replaces the values inside the record's dicts.
    func mappingNested(_ change: (Value) -> Value) -> Request {
        mappingRecord { record in
            record.mappedAtTop { _, value in value.document == nil ? value : value.mapped(change) }
        }
    }
}
