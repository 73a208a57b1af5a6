import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of `keys`, and in the keys of a record.
    static let keys = [
        Mutant(
            "keys-ignored", .keys, "`keys` is ignored",
            .requests { request in
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else { return request }
                return .findRecords(check: check, keys: nil)
            }),
        Mutant(
            "keys-none-left-out", .keys, "with `keys`, a key that holds None is left out",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, !keys.isEmpty else { return reply }
                return reply.mapRecords { Document($0.filter { $0.value != .null }.map { ($0.name, $0.value) }) }
            }),
        Mutant(
            "keys-first-only", .keys, "of `keys` only the first counts",
            .requests { request in
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else { return request }
                return .findRecords(check: check, keys: Array(keys.prefix(1)))
            }),
        Mutant(
            "keys-without-msg-id", .keys, "with `keys`, `msg_id` is returned only if it is listed",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, !keys.isEmpty, !keys.contains("msg_id") else {
                    return reply
                }
                return reply.mapRecords { $0.setting("msg_id", nil) }
            }),
        Mutant(
            "keys-msg-id-means-all", .keys, "`keys` with `msg_id` alone returns whole records",
            .requests { request in
                guard case .findRecords(let check, ["msg_id"]) = request else { return request }
                return .findRecords(check: check, keys: nil)
            }),
        Mutant(
            "keys-queried-come-too", .keys, "with `keys`, the keys of the check are returned too",
            .requests { request in
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else { return request }
                return .findRecords(check: check, keys: keys + check.names)
            }),
        Mutant(
            "keys-empty-means-none", .keys, "an empty `keys` returns only `msg_id`",
            .requests { request in
                guard case .findRecords(let check, []) = request else { return request }
                return .findRecords(check: check, keys: ["msg_id"])
            }),
        Mutant(
            "keys-none-without-buffers", .keys, "without `keys`, records are returned without buffers",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, nil) = request else { return reply }
                return reply.mapRecords { $0.setting("buffers", nil).setting("result_buffers", nil) }
            }),
        Mutant(
            "keys-buffers-empty", .keys, "with `keys`, buffers are returned empty",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, keys.contains("buffers") else { return reply }
                return reply.mapRecords { $0.setting("buffers", []) }
            }),
        Mutant(
            "keys-dates-as-text", .keys, "with `keys`, dates are returned as text",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, !keys.isEmpty else { return reply }
                return reply.mapRecords { record in
                    record.mappedAtTop { _, value in value.instant.map { .text("\($0)") } ?? value }
                }
            }),
        Mutant(
            "keys-nested-cut", .keys, "with `keys`, dicts are returned without nested dicts",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, let keys?) = request, !keys.isEmpty else { return reply }
                return reply.mapRecords { record in
                    record.mappedAtTop { _, value in
                        guard let document = value.document else { return value }
                        return .document(document.mappedAtTop { $1.document == nil ? $1 : [:] })
                    }
                }
            }),
        Mutant(
            "keys-first-record-only", .keys, "with `keys`, only the first record is reduced to these keys",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(let check, let keys?) = request, !keys.isEmpty else { return reply }
                let whole = try await next(.findRecords(check: check, keys: nil))
                return .list(Array((reply.list ?? []).prefix(1) + (whole.list ?? []).dropFirst()))
            }),
        Mutant(
            "keys-repeated-refused", .keys, "a repeated key in `keys` is refused",
            .refusing { request in
                guard case .findRecords(_, let keys?) = request else { return false }
                return Set(keys).count < keys.count
            }),
        Mutant(
            "keys-unknown-as-none", .keys, "a key that no record has is returned as None", isTolerable: true,
            .unknownKeysAsNone),
        Mutant(
            "get-without-none", .keys, "`get_record` leaves out keys that hold None",
            .recordsOut([.get]) { Document($0.filter { $0.value != .null }.map { ($0.name, $0.value) }) }),
        Mutant(
            "bare-record-without-received", .keys, "a record with only a msg_id is returned without `received`",
            .recordsOut([.get]) { record in
                let isBare = record.allSatisfy { $0.name == "msg_id" || $0.value == .null || $0.value.isEmpty }
                return isBare ? record.setting("received", nil) : record
            }),
        Mutant(
            "find-without-none", .keys, "`find_records` leaves out keys that hold None in whole records",
            .method(.find) { request, next in
                let reply = try await next(request)
                guard case .findRecords(_, nil) = request else { return reply }
                return reply.mapRecords { Document($0.filter { $0.value != .null }.map { ($0.name, $0.value) }) }
            }),
        Mutant(
            "added-with-date", .keys, "a record without `received` gets one when it is added",
            .recordsIn([.add]) { record in
                record["received"] == .null
                    ? record.setting("received", .instant(Instant(microseconds: 1_326_853_676_000_000))) : record
            }),
        Mutant(
            "added-with-empty-buffers", .keys, "a record without buffers gets an empty list of them",
            .recordsIn([.add]) { $0["buffers"] == .null ? $0.setting("buffers", []) : $0 }),
    ]
}
