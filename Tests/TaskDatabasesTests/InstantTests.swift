import Support
import TaskDatabases
import TestSupport
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2012-01-18T02:27:56Z", 1_326_853_676_000_000),
        ("2012-01-18T02:27:56.123456Z", 1_326_853_676_123_456), ("2012-01-18T02:27:56.100Z", 1_326_853_676_100_000),
        ("1969-12-31T23:59:59.999999Z", -1), ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000), ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `parses and writes`(text: String, microseconds: Int) {
        #expect(Instant(text) == Instant(microseconds: microseconds))
        #expect(Instant(microseconds: microseconds).description == text)
    }

    @Test func `writes years before 1, which it does not parse`() {
        let year = 366 * 86_400_000_000
        #expect(Instant(microseconds: Instant.earliest.microseconds - year).description == "0000-01-01T00:00:00Z")
        #expect(
            Instant(microseconds: Instant.earliest.microseconds - 1 - year).description
                == "-0001-12-31T23:59:59.999999Z")
    }

    @Test(arguments: [
        ("2012-01-18T07:57:56+05:30", "2012-01-18T02:27:56Z"),
        ("2012-01-17T18:27:56.5-08:00", "2012-01-18T02:27:56.500Z"),
        ("2012-01-18T02:27:56.1Z", "2012-01-18T02:27:56.100Z"),
    ])
    func `is equal at any offset`(text: String, utc: String) {
        #expect(Instant(text)?.description == utc)
    }

    @Test(arguments: [
        "", "2012", "2012-01-18", "2012-01-18T02:27:56", "2012-01-18 02:27:56Z", "2012-13-18T02:27:56Z",
        "2011-02-29T00:00:00Z",
        "2012-01-18T24:00:00Z", "2012-01-18T02:60:00Z", "2012-01-18T02:27:61Z", "2012-01-18T02:27:56.1234567Z",
        "2012-01-18T02:27:56Zx", "2012-01-18T02:27:56+5:30", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00",
        "２012-01-18T02:27:56Z",
    ])
    func `does not parse other text`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `parses what it writes, for any microsecond`() {
        var random = SplitMix(seed: 7)
        let span = Instant.latest.microseconds - Instant.earliest.microseconds
        for _ in 0..<5000 {
            let instant = Instant(
                microseconds: Instant.earliest.microseconds + Int.random(in: 0..<span, using: &random))
            #expect(Instant(instant.description) == instant)
        }
    }
}
