import Support
import TaskDatabases

/// Random values of all types, including boundary values on which databases differ.
package struct RandomValues {
    private var random: SplitMix
    private let scalars: [Value]

    /// - Parameter farDates: Whether to include dates outside the years 1 to 9999.
    package init(seed: UInt64, farDates: Bool = true) {
        random = SplitMix(seed: seed)
        scalars = Self.nearScalars + (farDates ? Self.farDates : [])
    }

    /// Returns a random element.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    /// Returns true once in `count` calls on average.
    package mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private static let nearScalars: [Value] = [
        nil, true, false, 0, 1, -1, 2, 5, 255, .integer(.max), .integer(.min), 9_007_199_254_740_992,
        9_007_199_254_740_993, -9_007_199_254_740_993, 0.0, -0.0, 1.0, 0.5, -2.5, 9_007_199_254_740_992.0,
        9_223_372_036_854_775_808.0, -9_223_372_036_854_775_808.0, 1e300, .double(.infinity), .double(-.infinity),
        .double(.nan), .double(.leastNonzeroMagnitude),
        "", "a", "A", "fit", "fit/a", "fit/b", "fiu", "5", "1", "0.5", "NULL", "x'00'", "caf\u{e9}", "cafe\u{301}",
        "\u{1F40D}", "\u{FFFF}", "\u{10FFFF}", "\u{10FFFF}x", "\u{D7FF}", "\u{E000}", "a\0b", "\0", "%", "f*t", "[a]",
        "it's", "\"q\"", "2012-01-18T02:27:56Z", .text(String(repeating: "long ", count: 40)),
        .bytes([]), .bytes([0]), .bytes([0x35]), .bytes([1, 2]), .bytes([0xFF, 0xFF, 0xFF]), .bytes(Array("fit".utf8)),
        .bytes([3, 0x80]), .instant(.minute(1)), .instant(Instant(microseconds: 1_326_844_860_000_001)),
        .instant(Instant(microseconds: 1_326_844_860_000_000, offsetMinutes: 330)),
        .instant(Instant(microseconds: 1_326_844_860_000_000, offsetMinutes: -1439)),
    ]

    private static let farDates: [Value] = [
        .instant(Instant(microseconds: .min)), .instant(Instant(microseconds: .max, offsetMinutes: 1439)),
    ]

    /// Returns a value whose lists and documents nest at most `depth` levels.
    package mutating func value(depth: Int = 2) -> Value {
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where depth > 0: .list((0..<pick([0, 1, 2, 3])).map { _ in value(depth: depth - 1) })
        case 1 where depth > 0: .document(document(depth: depth - 1))
        default: pick(scalars)
        }
    }

    private mutating func document(depth: Int) -> Document {
        Document(
            (0..<pick([0, 1, 2])).map { _ in (pick(["a", "\u{e9}", "e\u{301}", "msg_id", ""]), value(depth: depth)) })
    }

    private mutating func date() -> Value {
        once(in: 4)
            ? nil
            : .instant(
                Instant(
                    microseconds: 1_326_844_800_000_000 + pick([0, 1, 999, 60_000_000, -60_000_000]),
                    offsetMinutes: pick([0, 0, 330, -720, 1439, -1439])))
    }

    /// Names of fields that no record of a Hub has.
    package static let others = ["colour", "$set", "LABEL", "msg_id ", "seq", "absent", "\u{e9}"]

    /// Returns the fields of an update.
    package mutating func changes() -> Document {
        var fields: Document = [:]
        for _ in 0..<pick([0, 1, 2, 4, 8]) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<3: fields["label"] = value()
            case 3: fields[pick(TaskRecord.dateKeys)] = date()
            case 4: fields[pick(Self.others)] = value()
            case 5: fields[pick(["engine_uuid", "client_uuid"])] = pick(["e0", "e1", nil, 5])
            default:
                fields[pick(TaskRecord.keys.filter { !TaskRecord.dateKeys.contains($0) && $0 != "msg_id" })] = value()
            }
        }
        return fields
    }

    /// Returns a record: a complete one, as the Hub makes it, or one with a few fields.
    package mutating func record(_ msgID: String) -> TaskRecord {
        let fields = changes()
        return once(in: 3) ? TaskRecord(fields) : TaskRecord(msgID: msgID, fields)
    }

    /// Returns the check of a query.
    package mutating func check(_ msgIDs: [String]) -> Document {
        var check: Document = [:]
        for _ in 0..<pick([0, 1, 1, 1, 2, 3]) {
            let field = pick(
                ["label", "label", "label", "submitted", "completed", "engine_uuid", "msg_id", "stdout", "content"]
                    + [pick(Self.others), pick(TaskRecord.keys)])
            if !field.hasPrefix("$") { check[field] = criterion(field == "msg_id" ? msgIDs.map(Value.text) : nil) }
        }
        return check
    }

    private mutating func criterion(_ names: [Value]?) -> Value {
        func operand(_ values: inout RandomValues) -> Value {
            if let names, !values.once(in: 4) { return values.pick(names) }
            return values.once(in: 4) ? values.date() : values.value()
        }
        if once(in: 4) { return operand(&self) }
        return .document(
            Document(
                (0..<pick([1, 1, 2])).map { _ -> (String, Value) in
                    switch Int.random(in: 0..<14, using: &random) {
                    case 0: ("$eq", operand(&self))
                    case 1: ("$ne", operand(&self))
                    case 2..<6: (pick(["$lt", "$lte", "$gt", "$gte"]), operand(&self))
                    case 6..<9: (pick(["$in", "$nin"]), .list((0..<pick([0, 1, 2, 5])).map { _ in operand(&self) }))
                    case 9: ("$exists", pick([true, false]))
                    case 10, 11:
                        ("$glob", pick(["*", "f*", "fit/*", "fit", "\u{10FFFF}*", "\u{D7FF}*", "[a-f]*", "", "?"]))
                    case 12: ("$all", .list((0..<pick([0, 1, 2])).map { _ in operand(&self) }))
                    default: ("$mod", [pick([2, 5, 0.5, -3]), pick([0, 1])])
                    }
                }))
    }
}
