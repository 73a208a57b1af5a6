import Conformance
import Testing

/// Lines that differ in what nobody sees: the sign and the column are shown.
@Suite struct InvisibleDifferenceTests {
    @Test(arguments: [
        ("fit", "fit  ", ["- fit", "+ fit\u{B7}\u{B7}", "  column 4: expected the end, found a blank"]),
        ("a\tb", "a b", ["- a\u{2192}b", "+ a b", "  column 2: expected a tab, found a blank"]),
        ("a\u{A0}b", "a b", ["- a<U+00A0>b", "+ a b", "  column 2: expected a no-break space, found a blank"]),
        (
            "ab", "a\u{200B}b",
            [
                "- ab", "+ a<U+200B>b",
                "  column 2: expected U+0062 latin small letter b, "
                    + "found U+200B zero width space",
            ]
        ),
        (
            "caf\u{E9}", "cafe\u{301}",
            [
                "- caf\u{E9}", "+ cafe<U+0301>",
                "  column 4: expected "
                    + "U+00E9 latin small letter e with acute, found U+0065 latin small letter e",
            ]
        ),
        (
            "one\ntwo", "one \ntwo ",
            [
                "- one", "+ one\u{B7}", "  column 4: expected the end, found a blank", "- two", "+ two\u{B7}",
                "  column 4: expected the end, found a blank",
            ]
        ),
        ("one", "one\n", ["  one", "+ (an empty line)"]), ("one", "one\n  ", ["  one", "+ \u{B7}\u{B7}"]),
        ("one", "two ", ["- one", "+ two "]),
    ])
    func `what cannot be seen is shown`(expected: String, actual: String, lines: [String]) {
        let text = FailureText(setup: nil, input: "x", expected: expected, actual: actual, reason: "")
        #expect(text.difference == lines)
    }
}
