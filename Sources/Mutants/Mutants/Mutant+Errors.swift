import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in raising errors and in refusing invalid dates.
    static let errors =
        [
            Mutant(
                "get-unknown-is-none", .errors, "`get_record` returns None for an unknown msg_id",
                .silence { request, _ in request.databaseMethod == .get }),
            Mutant(
                "get-unknown-is-empty", .errors, "`get_record` returns an empty record for an unknown msg_id",
                .silence([:]) { request, _ in request.databaseMethod == .get }),
            Mutant(
                "get-unknown-lookup-error", .errors, "`get_record` raises LookupError, which is not a KeyError",
                .errors([.get], as: "LookupError")),
            Mutant(
                "get-unknown-own-error", .errors, "`get_record` raises a custom error that is not a KeyError",
                .errors([.get], as: "NoSuchTask", bases: ["LookupError", "Exception"])),
            Mutant(
                "get-empty-name-is-none", .errors, "`get_record('')` returns None",
                .silence { request, _ in request == .getRecord(msgID: "") }),
            Mutant(
                "get-by-beginning", .errors, "`get_record` accepts the beginning of a msg_id",
                .method(.get) { request, next in
                    do {
                        return try await next(request)
                    } catch let error as RaisedError {
                        let all = try await next(.findRecords(check: [:], keys: nil)).records
                        guard let id = request.msgID, !id.isEmpty,
                            let found = all.first(where: { $0.msgID.hasPrefix(id) })
                        else { throw error }
                        return .document(found)
                    }
                }),
            Mutant(
                "get-unknown-makes-record", .errors, "reading an unknown msg_id adds a record",
                .method(.get) { request, next in
                    do {
                        return try await next(request)
                    } catch let error as RaisedError {
                        let id = request.msgID ?? ""
                        _ = try await next(.addRecord(msgID: id, record: TaskRecord(msgID: id).fields))
                        throw error
                    }
                }),
            Mutant(
                "find-drains-buffers", .errors, "buffers can be found only once",
                .rememberingInDatabase(Set<String>()) { request, next, drained in
                    let reply = try await next(request)
                    guard case .findRecords(_, nil) = request else { return reply }
                    return reply.mapRecords { record in
                        let isFirst = drained.use { $0.insert(record.msgID).inserted }
                        return isFirst || record["buffers"] == .null ? record : record.setting("buffers", [])
                    }
                }),
            Mutant(
                "get-drops", .errors, "a record can be fetched only once",
                .method(.get) { request, next in
                    let reply = try await next(request)
                    _ = try await next(.dropRecord(msgID: request.msgID ?? ""))
                    return reply
                }),
            Mutant(
                "duplicate-integrity-error", .errors, "adding an existing msg_id raises an error other than KeyError",
                isTolerable: true,
                .errors([.add], as: "IntegrityError")),
            Mutant(
                "update-unknown-runtime-error", .errors,
                "updating an unknown msg_id raises an error other than KeyError",
                isTolerable: true,
                .errors([.update], as: "RuntimeError")),
            Mutant(
                "drop-unknown-runtime-error", .errors, "dropping an unknown msg_id raises an error other than KeyError",
                isTolerable: true,
                .errors([.drop], as: "RuntimeError")),
        ] + dateErrors

    private static let dateErrors =
        [
            Mutant(
                "dates-unchecked-in-add", .errors, "`add_record` takes anything for a date",
                .acceptingDates([.add]) { _, _ in true }),
            Mutant(
                "dates-unchecked-in-update", .errors, "`update_record` takes anything for a date",
                .acceptingDates([.update]) { _, _ in true }),
            Mutant(
                "date-numbers-accepted-in-add", .errors, "`add_record` takes a number for a date",
                .acceptingDates([.add]) { $1.number != nil }),
            Mutant(
                "date-numbers-accepted-in-update", .errors, "`update_record` takes a number for a date",
                .acceptingDates([.update]) { $1.number != nil }),
            Mutant(
                "date-zero-accepted", .errors, "`add_record` takes 0 for a date",
                .acceptingDates([.add]) { $1 == 0 }),
            Mutant(
                "date-text-parsed", .errors, "ISO 8601 text is converted to a date",
                .recordsIn { record in
                    record.mappedAtTop { name, value in
                        guard TaskRecord.dateKeys.contains(name), let instant = value.text.flatMap(Instant.init) else {
                            return value
                        }
                        return .instant(instant)
                    }
                }),
        ]
        + TaskRecord.dateKeys.flatMap { key in
            [
                Mutant(
                    "date-\(key)-unchecked-in-add", .errors, "`add_record` takes any text for `\(key)`",
                    .acceptingDates([.add]) { $0 == key && $1.text != nil }),
                Mutant(
                    "date-\(key)-unchecked-in-update", .errors, "`update_record` takes any text for `\(key)`",
                    .acceptingDates([.update]) { $0 == key && $1.text != nil }),
            ]
        } + [
            Mutant(
                "refused-add-stored", .errors, "a record with a wrong date is refused, but stored without the date",
                .method(.add) { request, next in
                    if !request.isFreeOfWrongDates, let id = request.msgID, let record = request.record {
                        _ = try? await next(.addRecord(msgID: id, record: record.withoutWrongDates))
                    }
                    return try await next(request)
                }),
            Mutant(
                "refused-add-takes-name", .errors, "the msg_id of a refused record cannot be added again",
                .rememberingInDatabase(Set<String>()) { request, next, refused in
                    guard case .addRecord(let id, _) = request else { return try await next(request) }
                    if refused.use({ $0.contains(id) }) {
                        throw RaisedError(type: "KeyError", bases: ["LookupError", "Exception"], message: "taken")
                    }
                    if !request.isFreeOfWrongDates { refused.use { _ = $0.insert(id) } }
                    return try await next(request)
                }),
            Mutant(
                "refused-update-in-part", .errors, "a refused update changes the other keys",
                .method(.update) { request, next in
                    if !request.isFreeOfWrongDates, let id = request.msgID, let changes = request.record {
                        let sound = Document(changes.filter { !isWrongDate($0) }.map { ($0.name, $0.value) })
                        _ = try? await next(.updateRecord(msgID: id, record: sound))
                    }
                    return try await next(request)
                }),
            Mutant(
                "refused-update-clears-date", .errors, "a refused update sets the old date to None",
                .method(.update) { request, next in
                    if !request.isFreeOfWrongDates, let id = request.msgID, let changes = request.record {
                        let dates = Document(changes.filter(isWrongDate).map { ($0.name, .null) })
                        _ = try? await next(.updateRecord(msgID: id, record: dates))
                    }
                    return try await next(request)
                }),
            Mutant(
                "date-none-refused-in-update", .errors, "an update of `received` to None is refused",
                .refusing { $0.databaseMethod == .update && $0.record?["received"] == .null }),
            Mutant(
                "date-none-ignored-in-update", .errors, "an update of `completed` to None is ignored",
                .recordsIn([.update]) { $0["completed"] == .null ? $0.setting("completed", nil) : $0 }),
        ]
}

extension Fault {
    /// Accepts some invalid dates. They are stored as None, so that no other rule is broken.
    fileprivate static func acceptingDates(
        _ methods: [Method], _ isAccepted: @escaping @Sendable (_ key: String, _ value: Value) -> Bool
    ) -> Fault {
        .recordsIn(methods) { record in
            record.mappedAtTop { key, value in
                isWrongDate((key, value)) && isAccepted(key, value) ? .null : value
            }
        }
    }
}

private func isWrongDate(_ field: (name: String, value: Value)) -> Bool {
    TaskRecord.dateKeys.contains(field.name) && field.value != .null && field.value.instant == nil
}

extension Document {
    fileprivate var withoutWrongDates: Document { mappedAtTop { isWrongDate(($0, $1)) ? .null : $1 } }
}
