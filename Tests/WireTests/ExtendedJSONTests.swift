import TaskDatabases
import Testing
import Wire

@Suite struct ExtendedJSONTests {
    static let values: [(Value, String)] = [
        (nil, "null"), (true, "true"), (1, "1"), (1.0, "1.0"), (.integer(.min), "-9223372036854775808"),
        ("é\u{301}", "\"é\u{301}\""),
        (.bytes([]), #"{"$binary":{"base64":"","subType":"00"}}"#),
        (.bytes([0, 255, 65]), #"{"$binary":{"base64":"AP9B","subType":"00"}}"#),
        (.instant(Instant(microseconds: 1_326_853_676_123_456)), #"{"$date":"2012-01-18T02:27:56.123456Z"}"#),
        ([1, [], ["a": nil]], #"[1,[],{"a":null}]"#), (["$gt": 1, "$lt": 2], #"{"$gt":1,"$lt":2}"#),
        (["$gt": 1], #"{"$gt":1}"#),
        (.double(.infinity), #"{"$numberDouble":"Infinity"}"#), (["$date": 1, "other": 2], #"{"$date":1,"other":2}"#),
    ]

    @Test(arguments: values)
    func `a value is unchanged after writing and reading`(value: Value, text: String) throws {
        #expect(String(decoding: try value.extendedJSON().bytes, as: UTF8.self) == text)
        #expect(try Value(extendedJSON: JSON(parsing: Array(text.utf8)), at: "") == value)
    }

    @Test(
        arguments: [
            (#"{"$numberLong":"5"}"#, 5), (#"{"$numberInt":"-5"}"#, -5), (#"{"$numberDouble":"5"}"#, 5.0),
            (#"{"$date":{"$numberLong":"1326853676123"}}"#, .instant(Instant(microseconds: 1_326_853_676_123_000))),
            (#"{"$date":"2012-01-18T07:57:56+05:30"}"#, .instant(Instant(microseconds: 1_326_853_676_000_000))),
            (#"{"$binary":{"base64":"QQ==","subType":"80"}}"#, .bytes([65])),
        ] as [(String, Value)])
    func `canonical forms are read`(text: String, value: Value) throws {
        #expect(try Value(extendedJSON: JSON(parsing: Array(text.utf8)), at: "") == value)
    }

    @Test(arguments: [
        (
            #"{"a":[1,{"$date":"today"}]}"#,
            #"at `result.a[1].$date`: expected a date such as 2012-01-18T02:27:56.123456Z, found "today""#
        ),
        (
            #"{"$date":5}"#,
            #"at `result.$date`: expected a date such as "2012-01-18T02:27:56.123456Z" or {"$numberLong": …} with "#
                + "milliseconds, found 5"
        ),
        (
            #"{"$binary":{"base64":"A","subType":"00"}}"#,
            "at `result.$binary.base64`: invalid base64: the padding is wrong: 1 digits need another digit"
        ),
        (
            #"{"$binary":{"base64":"AP8","subType":"00"}}"#,
            "at `result.$binary.base64`: invalid base64: the padding is wrong: 3 digits need ="
        ),
        (
            #"{"$binary":{"base64":"AP9B=","subType":"00"}}"#,
            "at `result.$binary.base64`: invalid base64: the padding is wrong: 4 digits need none"
        ),
        (
            #"{"$binary":{"base64":"AP9B\nAP9B","subType":"00"}}"#,
            "at `result.$binary.base64`: invalid base64: a line break at byte 4"
        ),
        (
            #"{"$binary":{"base64":"AP_B","subType":"00"}}"#,
            "at `result.$binary.base64`: invalid base64: another character at byte 2"
        ),
        (
            #"{"$binary":{"base64":"QQ==","subType":"generic"}}"#,
            #"at `result.$binary.subType`: expected one or two hexadecimal digits such as "00", found "generic""#
        ),
        (
            #"{"$binary":{"base64":"QQ==","subType":"00","length":1}}"#,
            "at `result.$binary.length`: unexpected member; only base64, subType may be here"
        ),
        (#"[{"$numberDouble":"0x1p3"}]"#, #"at `result[0].$numberDouble`: "0x1p3" is not a double"#),
        (#"[{"$numberDouble":"nan"}]"#, #"at `result[0].$numberDouble`: "nan" is not a double"#),
        (#"[{"$numberDouble":".5"}]"#, #"at `result[0].$numberDouble`: ".5" is not a double"#),
        (
            #"{"$numberLong":"+5"}"#,
            #"at `result.$numberLong`: "+5" is not an integer of up to 19 digits such as "-5""#
        ),
        (
            #"{"$numberInt":"05"}"#,
            #"at `result.$numberInt`: "05" is not an integer of up to 10 digits such as "-5""#
        ),
        (
            #"{"$date":{"$numberLong":"5","zone":"UTC"}}"#,
            "at `result.$date.zone`: unexpected member; only $numberLong may be here"
        ),
        (#"{"$binary":"QQ=="}"#, "at `result.$binary.base64`: expected a string of base64, found nothing"),
        ("[9223372036854775808]", "at `result[0]`: the integer 9223372036854775808 is beyond 64 bits"),
        (#"{"_id":{"$oid":"0"}}"#, "at `result._id`: a task database cannot hold a value of the type $oid"),
        (#"{"a":1,"a":2}"#, "at `result`: duplicate member name"),
        (
            #"{"$numberLong":"9223372036854775808"}"#,
            #"at `result.$numberLong`: "9223372036854775808" is not a 64-bit integer"#
        ),
        (
            #"{"$date":{"$numberLong":"9223372036854775807"}}"#,
            "at `result`: the date 9223372036854775807 ms is outside the years 1 to 9999"
        ),
    ])
    func `an invalid value is an error with its place`(text: String, message: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        #expect { try Value(extendedJSON: json, at: "result") } throws: {
            ($0 as? WireError)?.description
                == message.replacing("at `result`: the date", with: "at `result.$date`: the date")
        }
    }

    @Test func `a dict that would be read as another type is not written`() {
        #expect(throws: WireError.self) { try (["$date": "x"] as Value).extendedJSON() }
        #expect(throws: WireError.self) { try Value.instant(Instant(microseconds: .max)).extendedJSON() }
    }
}
