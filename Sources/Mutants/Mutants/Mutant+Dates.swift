import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in storing and comparing dates.
    static let dates = [
        stored("date-whole-seconds", "dates lose their fraction of a second") { $0.rounded(to: 1_000_000) },
        stored("date-whole-minutes", "dates lose their seconds") { $0.rounded(to: 60_000_000) },
        stored("date-milliseconds", "dates lose their microseconds", isTolerable: true) { $0.rounded(to: 1000) },
        stored("date-hundredths", "dates are cut to hundredths of a second") { $0.rounded(to: 10_000) },
        stored("date-wall-clock", "the zone of a date is lost and its local time kept") { instant in
            Instant(microseconds: instant.microseconds + instant.offsetMinutes * 60_000_000)
        },
        stored("date-offset-twice", "the offset of a date is subtracted twice") { instant in
            Instant(microseconds: instant.microseconds - instant.offsetMinutes * 60_000_000)
        },
        stored("date-whole-hour-offset", "the minutes of a date's offset are lost") { instant in
            Instant(microseconds: instant.microseconds + instant.offsetMinutes % 60 * 60_000_000)
        },
        stored("date-32-bits", "dates are cut to 32-bit seconds") { instant in
            let seconds = Int(Int32(truncatingIfNeeded: instant.microseconds.seconds))
            return Instant(
                microseconds: seconds * 1_000_000 + instant.microseconds - instant.microseconds.seconds * 1_000_000)
        },
        stored("date-not-before-1970", "dates before 1970 become 1970") {
            Instant(microseconds: max(0, $0.microseconds))
        },
        stored("date-before-1970-rounded-up", "fractions of a second before 1970 are rounded towards 1970") { instant in
            instant.microseconds < 0
                ? Instant(microseconds: instant.microseconds / 1_000_000 * 1_000_000) : instant
        },
        stored("date-two-digit-year", "dates after 2068 move back by a century") { instant in
            instant.microseconds > 3_124_224_000_000_000 && instant.microseconds < 5_000_000_000_000_000
                ? Instant(microseconds: instant.microseconds - 3_155_760_000_000_000) : instant
        },
        Mutant(
            "date-nested-as-text", .dates, "a date in a dict becomes text",
            .recordsIn { record in
                record.mappedAtTop { key, value in
                    TaskRecord.dateKeys.contains(key)
                        ? value : value.mapped { item in item.instant.map { .text("\($0)") } ?? item }
                }
            }),
        Mutant(
            "date-out-as-text", .dates, "dates are returned as text",
            .recordsOut { record in
                record.mapped { value in value.instant.map { .text("\($0)") } ?? value }
            }),
        Mutant(
            "date-out-whole-seconds", .dates, "dates are returned without their fraction of a second",
            .recordsOut([.get]) { record in
                record.mapped { value in value.instant.map { .instant($0.rounded(to: 1_000_000)) } ?? value }
            }),
        Mutant(
            "date-received-as-completed", .dates, "`received` is stored in `completed`",
            .recordsIn { record in
                guard let received = record["received"], received.instant != nil, record["completed"]?.instant != nil
                else { return record }
                return record.setting("received", record["completed"])
            }),
        comparing("dates-equal-on-the-wall", "dates are equal if their local times are", ranges: false) { $0.wall },
        comparing("dates-ordered-on-the-wall", "dates are ordered by their local times", ranges: true) { $0.wall },
        comparing(
            "dates-asked-in-their-zone", "the zone of a date in a check is ignored", ranges: nil, heldToo: false
        ) {
            $0.wall
        },
        comparing("dates-compared-by-second", "dates are compared by whole seconds", ranges: nil) {
            $0.rounded(to: 1_000_000)
        },
        comparing("dates-compared-in-32-bits", "dates are compared as 32-bit seconds", ranges: nil) { instant in
            Instant(microseconds: Int(Int32(truncatingIfNeeded: instant.microseconds.seconds)) * 1_000_000)
        },
        Mutant(
            "dates-compared-as-text", .dates, "dates are compared as text with fractions of different lengths",
            .testing { condition, held in
                guard condition.isRange, let left = held.instant, let right = condition.operand.instant else {
                    return nil
                }
                return CheckCondition("x", condition.name, .text("\(right)".cutAtZ)).holds(for: [
                    "x": .text("\(left)".cutAtZ)
                ])
            }),
        Mutant(
            "dates-unequal-by-zone", .dates, "dates in different zones are never equal",
            .testing { condition, held in
                guard ["$eq", "$ne"].contains(condition.name), let left = held.instant,
                    let right = condition.operand.instant, left.offsetMinutes != right.offsetMinutes
                else { return nil }
                return condition.name == "$ne"
            }),
        Mutant(
            "dates-unequal-by-zone-in-list", .dates, "dates in different zones are never equal inside a list",
            .testing { condition, held in
                guard ["$in", "$nin"].contains(condition.name), let left = held.instant,
                    let items = condition.operand.list
                else { return nil }
                let isThere = items.contains { $0.instant == left && $0.instant?.offsetMinutes == left.offsetMinutes }
                return isThere == (condition.name == "$in")
            }),
    ]

    static func stored(
        _ name: String, _ summary: String, isTolerable: Bool = false,
        _ change: @escaping @Sendable (Instant) -> Instant
    ) -> Mutant {
        Mutant(
            name, .dates, summary, isTolerable: isTolerable,
            .recordsIn { $0.mapped { value in value.instant.map { .instant(change($0)) } ?? value } })
    }

    /// Creates a mutant that changes dates before comparing them.
    ///
    /// - Parameters:
    ///   - ranges: true to change only the range operators, false to change only the others, nil to change all.
    ///   - heldToo: whether the record's date is changed as well as the check's.
    private static func comparing(
        _ name: String, _ summary: String, ranges: Bool?, heldToo: Bool = true,
        _ change: @escaping @Sendable (Instant) -> Instant
    ) -> Mutant {
        Mutant(
            name, .dates, summary,
            .testing { condition, held in
                guard ranges == nil || condition.isRange == ranges, let instant = held.instant else { return nil }
                let operand = condition.operand.mapped { value in value.instant.map { .instant(change($0)) } ?? value }
                let changed = CheckCondition("x", condition.comparison, operand)
                return changed.holds(for: ["x": .instant(heldToo ? change(instant) : instant)])
            })
    }
}

extension Instant {
    /// Returns the instant, rounded down to a multiple of some microseconds.
    func rounded(to unit: Int) -> Instant {
        let rest = microseconds % unit
        return Instant(
            microseconds: microseconds - (rest < 0 ? rest + unit : rest), offsetMinutes: offsetMinutes)
    }

    /// The local time, taken for UTC.
    var wall: Instant { Instant(microseconds: microseconds + offsetMinutes * 60_000_000) }
}

extension Int {
    /// A number of microseconds as seconds, rounded down.
    fileprivate var seconds: Int { self / 1_000_000 - (self % 1_000_000 < 0 ? 1 : 0) }
}

extension String {
    fileprivate var cutAtZ: String { replacing("Z", with: "~") }
}
