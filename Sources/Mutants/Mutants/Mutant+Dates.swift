import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// What becomes of dates, and how they are compared.
    static let dates = [
        stored("date-whole-seconds", "dates lose what is less than a second") { $0.rounded(to: 1_000_000) },
        stored("date-whole-minutes", "dates lose their seconds") { $0.rounded(to: 60_000_000) },
        stored("date-milliseconds", "dates lose their microseconds", isTolerable: true) { $0.rounded(to: 1000) },
        stored("date-hundredths", "dates keep hundredths of a second") { $0.rounded(to: 10_000) },
        stored("date-wall-clock", "the zone of a date is forgotten, its wall clock kept") { instant in
            Instant(microseconds: instant.microseconds + instant.offsetMinutes * 60_000_000)
        },
        stored("date-offset-twice", "the offset of a date is taken off twice") { instant in
            Instant(microseconds: instant.microseconds - instant.offsetMinutes * 60_000_000)
        },
        stored("date-whole-hour-offset", "the minutes of an offset are forgotten") { instant in
            Instant(microseconds: instant.microseconds + instant.offsetMinutes % 60 * 60_000_000)
        },
        stored("date-32-bits", "dates are cut to 32 bits of seconds") { instant in
            let seconds = Int(Int32(truncatingIfNeeded: instant.microseconds.seconds))
            return Instant(
                microseconds: seconds * 1_000_000 + instant.microseconds - instant.microseconds.seconds * 1_000_000)
        },
        stored("date-not-before-1970", "dates before 1970 become 1970") {
            Instant(microseconds: max(0, $0.microseconds))
        },
        stored("date-before-1970-rounded-up", "dates before 1970 are cut towards 1970") { instant in
            instant.microseconds < 0
                ? Instant(microseconds: instant.microseconds / 1_000_000 * 1_000_000) : instant
        },
        stored("date-two-digit-year", "dates after 2068 go a century back") { instant in
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
            "date-out-as-text", .dates, "dates are handed out as text",
            .recordsOut { record in
                record.mapped { value in value.instant.map { .text("\($0)") } ?? value }
            }),
        Mutant(
            "date-out-whole-seconds", .dates, "dates are handed out without what is less than a second",
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
        comparing("dates-equal-on-the-wall", "dates are equal when their wall clocks are", ranges: false) { $0.wall },
        comparing("dates-ordered-on-the-wall", "dates are ordered by their wall clocks", ranges: true) { $0.wall },
        comparing(
            "dates-asked-in-their-zone", "the zone of a date in a check is forgotten", ranges: nil, heldToo: false
        ) {
            $0.wall
        },
        comparing("dates-compared-by-second", "dates are compared by whole seconds", ranges: nil) {
            $0.rounded(to: 1_000_000)
        },
        comparing("dates-compared-in-32-bits", "dates are compared in 32 bits of seconds", ranges: nil) { instant in
            Instant(microseconds: Int(Int32(truncatingIfNeeded: instant.microseconds.seconds)) * 1_000_000)
        },
        Mutant(
            "dates-compared-as-text", .dates, "dates are compared as text, with as many digits as they need",
            .testing { condition, held in
                guard condition.isRange, let left = held.instant, let right = condition.operand.instant else {
                    return nil
                }
                return CheckCondition("x", condition.name, .text("\(right)".cutAtZ)).holds(for: [
                    "x": .text("\(left)".cutAtZ)
                ])
            }),
        Mutant(
            "dates-unequal-by-zone", .dates, "dates in two zones are never equal",
            .testing { condition, held in
                guard ["$eq", "$ne"].contains(condition.name), let left = held.instant,
                    let right = condition.operand.instant, left.offsetMinutes != right.offsetMinutes
                else { return nil }
                return condition.name == "$ne"
            }),
        Mutant(
            "dates-unequal-by-zone-in-list", .dates, "dates in two zones are never equal in a list",
            .testing { condition, held in
                guard ["$in", "$nin"].contains(condition.name), let left = held.instant,
                    let items = condition.operand.list
                else { return nil }
                let isThere = items.contains { $0.instant == left && $0.instant?.offsetMinutes == left.offsetMinutes }
                return isThere == (condition.name == "$in")
            }),
    ]

    private static func stored(
        _ name: String, _ summary: String, isTolerable: Bool = false,
        _ change: @escaping @Sendable (Instant) -> Instant
    ) -> Mutant {
        Mutant(
            name, .dates, summary, isTolerable: isTolerable,
            .recordsIn { $0.mapped { value in value.instant.map { .instant(change($0)) } ?? value } })
    }

    /// - Parameters:
    ///   - ranges: whether only ranges are compared so, or only all else; nil for both.
    ///   - heldToo: whether the date of the record is changed, too, and not only that of the check.
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
    /// Cut to a multiple of some microseconds, downwards.
    func rounded(to unit: Int) -> Instant {
        let rest = microseconds % unit
        return Instant(
            microseconds: microseconds - (rest < 0 ? rest + unit : rest), offsetMinutes: offsetMinutes)
    }

    /// What the clock on the wall shows, taken for UTC.
    var wall: Instant { Instant(microseconds: microseconds + offsetMinutes * 60_000_000) }
}

extension Int {
    /// Of microseconds, rounded down.
    fileprivate var seconds: Int { self / 1_000_000 - (self % 1_000_000 < 0 ? 1 : 0) }
}

extension String {
    fileprivate var cutAtZ: String { replacing("Z", with: "~") }
}
