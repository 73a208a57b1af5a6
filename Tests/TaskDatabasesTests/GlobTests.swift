import Foundation
import TaskDatabases
import Testing

/// `$glob` agrees with Python's `fnmatch` on every pattern and every text.
@Suite struct GlobTests {
    static let patterns = [
        "", "*", "**", "?", "a", "a*", "*a", "a*b*c", "[abc]", "[a-c]", "[!a-c]", "[!a]*", "[]a]", "[!]a]", "[", "[a",
        "[]",
        "[!]", "a[b", "[-a]", "[a-]", "[c-a]", "[a-c-e]", "[^a]", "a.c", "a+", "(a)", "\\*", "[\\]", "é?", "?\u{301}",
        "*.*",
        "fit/*", "[a-c]?[x-z]", "*a*a*a*b", "[*]", "[?]", "a\n*", "[--0]", "[!-]",
    ]
    static let texts = [
        "", "a", "b", "d", "A", "ab", "abc", "aXbYc", "]", "[", "!", "-", "^", "[a", "a[b", "[]", "[!]", "a.c", "aXc",
        "a+", "aa",
        "(a)", "\\*", "\\", "*", "?", "é", "éa", "e\u{301}", "fit/linear", "bxz", "aaaaaaaaaaaaaaaaaaaaac", "aaab",
        "a\nb", ".",
        "0", "c", "e", "x.y",
    ]

    @Test func `agrees with Python`() throws {
        let input = try JSONSerialization.data(withJSONObject: ["patterns": Self.patterns, "texts": Self.texts])
        let script = """
            import fnmatch, json, sys
            asked = json.load(sys.stdin)
            print(json.dumps([[fnmatch.fnmatchcase(t, p) for t in asked["texts"]] for p in asked["patterns"]]))
            """
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script]
        let (stdin, stdout) = (Pipe(), Pipe())
        python.standardInput = stdin
        python.standardOutput = stdout
        try python.run()
        stdin.fileHandleForWriting.write(input)
        try stdin.fileHandleForWriting.close()
        let answer = try JSONDecoder().decode([[Bool]].self, from: stdout.fileHandleForReading.readDataToEndOfFile())
        python.waitUntilExit()
        for (pattern, row) in zip(Self.patterns, answer) {
            let query = try Query(["f": ["$glob": .text(pattern)]])
            for (text, expected) in zip(Self.texts, row) {
                #expect(query.matches(["f": .text(text)]) == expected, "pattern \(pattern), text \(text)")
            }
        }
        #expect(answer.count == Self.patterns.count)
    }

    @Test func `only text matches`() throws {
        let query = try Query(["f": ["$glob": "*"]])
        for held: Value in [nil, 1, true, .bytes([97]), ["a"]] { #expect(!query.matches(["f": held])) }
    }

    /// Patterns and texts for which a search that begins anew at each place takes minutes.
    static let long = [
        (String(repeating: "[", count: 300_000), "[["),
        ("*" + String(repeating: "a", count: 150_000) + "b*", String(repeating: "a", count: 300_000)),
        ("*" + String(repeating: "[", count: 300_000), "a"),
        (String(repeating: "*a", count: 150_000) + "*b", String(repeating: "a", count: 300_000)),
        (
            "*[" + (0..<50_000).map { String(decoding: [UInt32(0x20000 + $0 % 40_000)], as: UTF32.self) }.joined()
                + "]b*",
            String(repeating: "a", count: 300_000)
        ),
    ]

    @Test(arguments: long) func `long patterns take linear time`(pattern: String, text: String) throws {
        let query = try Query(["f": ["$glob": .text(pattern)]])
        #expect(!query.matches(["f": .text(text)]))
    }

    @Test func `a long stretch with a set in it is refused`() throws {
        let stretch = "*?" + String(repeating: "a", count: 999)
        #expect(try Query(["f": ["$glob": .text(stretch)]]).matches(["f": .text(stretch)]))
        #expect(throws: TaskDatabaseError.self) { try Query(["f": ["$glob": .text(stretch + "a")]]) }
        // Nothing is searched for where it can be in one place only.
        #expect(throws: Never.self) { try Query(["f": ["$glob": .text(String(stretch.dropFirst()) + "aa")]]) }
    }
}
