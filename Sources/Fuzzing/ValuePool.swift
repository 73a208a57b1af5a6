import TaskDatabases

/// The values that sequences are made of: few enough to occur repeatedly, and chosen where databases often fail.
///
/// Values that the rules leave open are avoided: in checks `True` and whole floats (some languages treat them as equal
/// to 1), microseconds in the four dates, remainders of odd negative numbers, names with dots or a dollar, NUL in text,
/// and NaN.
enum ValuePool {
    static let msgIDs = [
        "a", "b", "aa", "A", "a ", "", "5", "05", "a/b", "\u{e9}", "e\u{301}", "%", "it's",
        "+", "a?b#c", longName + "1", longName + "2",
    ]
    /// Names of more than 255 characters that begin alike.
    private static let longName = String(repeating: "x", count: 260)
    static let labels: [Value] = [
        nil, "", "x", "X", "x ", "fit", "fit/a", "refit", "5", "007", "null", "caf\u{e9}", "cafe\u{301}", "\u{1F40D}",
        "it's", "f*t", "a_b", "a.b", "2012-01-18T02:27:56Z", "[]", "{}", "two\r\nlines", "back\\slash", "line\n",
        0, 1, 2, -4, 10, 255, 2_147_483_648, 9_007_199_254_740_992, 9_007_199_254_740_993,
        .integer(.max), .integer(.min), 0.5, 0.25, -0.5, 2.25, .bytes([0x35]), .bytes([0, 0xFF]),
    ]
    /// The labels that are used most often.
    static let plainLabels: [Value] = [
        nil, "", "fit", "fit/a", "line\n", "caf\u{e9}", "5", 0, 2, 10, -4, 9_007_199_254_740_993, 0.5,
        0.25, .bytes([0x35]),
    ]
    /// The bounds of ranges.
    static let bounds: [Value] = ["", "5", "fit", "x", 0, 1, 2, -4, 10, 9_007_199_254_740_993, 0.5, 0.25, -0.25, nil]
    static let patterns: [Value] = ["*", "f*", "*fit", "x?", "?", "[fx]*", "[!f]*", "fit", "a_b", "a.b", "F*", "%"]
    static let unknownOperators = ["$nosuch", "$le", "$regex"]
    /// Lists and dicts for keys that checks look at. What is in them every language compares in the same way.
    static let lists: [Value] = [[], ["x"], ["x", "y"], ["y", "x"], [nil], [["x"]], [["k": "x"]], [.bytes([0x78])]]
    static let dicts: [Value] = [
        [:], ["k": "x"], ["k": nil], ["K": "x"], ["k": ["k": "x"]], ["k": ["x", "y"]], ["k": "x", "list": []],
        ["a.b": "x"], ["a": ["b": "x"]],
    ]
    static let uuids: [Value] = [nil, "ada", "bob", "e0", "e1"]
    static let texts: [Value] = ["", "out", "x", "one\r\ntwo\n", "\u{1F40D}", nil]
    static let buffers: [Value] = [
        nil, [], [.bytes([])], [.bytes([0x78])], [.bytes([0x78]), .bytes([0x79])], [.bytes([0x79]), .bytes([0x78])],
        [.bytes([0x78]), .bytes([0x7A])], [.bytes([0x79]), .bytes([0x78]), .bytes([0x7A])],
        [.bytes([0x78]), .bytes([0x78]), .bytes([])], [.bytes([0, 0x61, 0, 0xFF])],
    ]
    static let wrongDates: [Value] = ["2012-01-18T02:27:56+00:00", "now", 1_326_853_676, 0, 0.5]

    /// The values inside dicts, which no check looks at: every type of value.
    static let leaves: [Value] = [
        nil, true, false, 0, 1, -1, 255, 2_147_483_648, 9_007_199_254_740_993, .integer(.max), .integer(.min),
        0.0, 1.0, 0.1, -2.5, 2.718281828459045, 1e300, "", "x", "X", " x ", "5", "null", "caf\u{e9}", "cafe\u{301}",
        "\u{1F40D}", "{}",
        "[]",
        "it's", "a\r\nb", "back\\slash", "2012-01-18T02:27:56Z", "2012-01-18",
        .bytes([]), .bytes([0x78]), .bytes([0, 0xFF]), .bytes([0x61, 0, 0x62]), [], [:],
        .instant(Instant(microseconds: 1_326_853_676_005_000)), .instant(Instant(microseconds: -14_182_940_000_000)),
    ]
    static let plainNames = ["k", "K", "two words", "\u{e9}", "e\u{301}", "5", "it's", "list"]
    /// The keys of dicts that no check looks at.
    static let names =
        plainNames + ["", " ", "k ", "a.b", ".", "$k", "$", "__proto__", "constructor", "msg_id", "_id", "\u{1F40D}"]

    static let dateKeys = TaskRecord.dateKeys
    /// The keys that hold text, but for `label` and those of UUIDs.
    static let textKeys = ["queue", "resubmitted", "execute_input", "stdout", "stderr"]
    static let dictKeys = [
        "header", "metadata", "content", "result_header", "result_metadata", "result_content", "execute_result",
        "error",
    ]

    /// A list in lists, deeper than the levels that a parser may allow.
    static let deepList = (0..<70).reduce([] as Value) { list, _ in [list] }

    /// 2012-01-18T02:27:56Z, in microseconds.
    static let moment = 1_326_853_676_000_000

    /// Text longer than a 16-bit length allows.
    static let longText = Value.text(String(repeating: "x", count: 70_000))
    static let longBytes = Value.bytes(Array(repeating: 0x78, count: 70_000))

    /// Dates with milliseconds: close together, far apart, and in several zones.
    static let instants: [Instant] = {
        let near = [0, 1000, 500_000, 999_000, 1_000_000, 60_000_000, 7_200_000_000].map { moment + $0 }
        let far = [
            -2_208_988_800_000_000, -500_000, 0, 2_147_483_648_000_000, 4_102_444_799_999_000, 32_503_593_600_000_000,
        ]
        return (near + far).map { Instant(microseconds: $0) }
            + [120, -480, 330, -90].flatMap { offset in
                near.map { Instant(microseconds: $0, offsetMinutes: offset) }
            }
    }()
}
