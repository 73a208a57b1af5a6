import Testing
import Wire

@Suite struct JSONTests {
    static func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    @Test(
        arguments: [
            (" null ", nil), ("[true,false]", [true, false]), ("-0", 0), ("1", 1), ("1.0", 1.0), ("1e2", 100.0),
            ("-12.5E-1", -1.25),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .bigInteger("9223372036854775808")),
            (#""a\"\\\/\b\f\n\r\té""#, "a\"\\/\u{8}\u{C}\n\r\té"), (#""😀""#, "😀"), (#""e\u0301""#, "e\u{301}"),
            (#"{"b":1,"a":{}}"#, ["b": 1, "a": [:]]), ("\t[\n1 ,\r2]", [1, 2]), (#""\ud83d\ude00""#, "😀"),
        ] as [(String, JSON)])
    func `valid JSON is read`(text: String, value: JSON) throws {
        #expect(try Self.parse(text) == value)
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try Self.parse(value.indented) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "tru e", "01", "1.", ".5", "+1", "1e", "-", "[1,]", "[1", "{", #"{"a"}"#, #"{"a":}"#,
        #"{"a":1,}"#, "{1:2}",
        "'a'", #""a"#, "\"\t\"", #""\x""#, #""\u12""#, #""\u+123""#, #""\ud800""#, #""\ud800A""#, #""\udc00""#, "1 2",
        "1e999", "NaN",
        "Infinity", "\u{FEFF}1",
    ])
    func `invalid JSON is an error`(text: String) {
        #expect(throws: JSONError.self) { try Self.parse(text) }
    }

    /// In memory a value takes many times what `0,` takes in a text.
    @Test func `a text of too many values is an error`() throws {
        func zeros(_ count: Int) -> [UInt8] {
            Array(("[" + String(repeating: "0,", count: count - 1) + "0]").utf8)
        }
        #expect(try JSON(parsing: zeros(1_000_000)).bytes.count == 2_000_001)
        let many = zeros(1_100_000)
        let error = #expect(throws: JSONError.self) { try JSON(parsing: many) }
        #expect(error?.reason == "more than \(1_000_000 + many.count / 32) values")
    }

    @Test func `invalid UTF-8 and too deep nesting are errors`() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try Self.parse(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: Never.self) {
            try Self.parse(String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
        }
    }

    /// Python writes a byte of a file name that is not UTF-8 as it is, or as the surrogate U+DC00 + byte.
    @Test(
        arguments: [
            (Array("\"caf".utf8) + [0xE9, 0x22], "caf\u{FFFD}"), (Array(#""a\udce9b""#.utf8), "a\u{FFFD}b"),
            (Array(#""\ud83d""#.utf8), "\u{FFFD}"), (Array(#""\ud83d\n\ud83d\ude00""#.utf8), "\u{FFFD}\n😀"),
            (Array(#""\ud83d\ud83d\ude00""#.utf8), "\u{FFFD}😀"), (Array(#""é""#.utf8), "é"),
        ] as [([UInt8], String)])
    func `a message may have text that is not Unicode`(bytes: [UInt8], text: String) throws {
        #expect(try JSON(parsingMessage: bytes) == .string(text))
    }

    @Test(arguments: [#""\u12""#, #""\ud83d\u12""#, "NaN", "[1,]", #""a"#])
    func `a message that is not JSON is an error`(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsingMessage: Array(text.utf8)) }
    }

    @Test func `a value is written on one line`() {
        #expect(JSON.string("a\nb\u{1}\u{1F}é").bytes == Array(#""a\nb\u0001\u001fé""#.utf8))
    }
}
