import Conformance
import Foundation
import Testing

/// A backend that does not even start: said once for all cases, and not tried again.
@Suite(.serialized) struct StartTests {
    struct Start: Sendable, CustomTestStringConvertible {
        let name: String
        let command: [String]
        var timeout = Duration.seconds(20)
        let expected: String

        var testDescription: String { name }
    }

    @Test(.timeLimit(.minutes(2)), arguments: commands + scripts)
    func itIsToldWhy(_ start: Start) async {
        let run = await PreparedSuite.fourCases.judge(start.command, timeout: start.timeout)
        let cases = ["before", "trouble", "after", "last"].map { name in
            "\(name) not-run: the backend did not start: \(start.expected)"
        }
        #expect(run.transcript == (cases + ["note: " + start.expected]).joined(separator: "\n"))
        #expect(run.verdict == .inconclusive)
    }

    static let commands = [
        Start(
            name: "no such file", command: ["/nowhere/backend"],
            expected: "`/nowhere/backend` could not be started: there is no such file"),
        Start(
            name: "no such program", command: ["taskdb-no-such-program"],
            expected: "`taskdb-no-such-program` could not be started: there is no such program in PATH"),
        Start(name: "a directory", command: ["/tmp"], expected: "`/tmp` could not be started: it is a directory"),
        Start(
            name: "not executable", command: ["/etc/passwd"],
            expected: "`/etc/passwd` could not be started: it is not executable"),
        Start(
            name: "ends at once", command: ["sh", "-c", "exit 3"],
            expected: "initialize: the backend ended with exit status 3 instead of answering"),
        Start(
            name: "ends its output in a flood", command: ["sh", "-c", "yes | head -c 1000000"],
            expected: #"""
                initialize: expected a reply of one line of JSON, found `y` (expected a JSON value at byte 0)\#
                ; only replies may go to standard output
                """#),
        Start(
            name: "writes for ever without a line end", command: ["sh", "-c", "exec tr '\\0' x < /dev/zero"],
            expected: "initialize: the reply is longer than 64 MB; it begins `" + String(repeating: "x", count: 100)
                + "`"),
    ]

    static let scripts = [
        Start(
            name: "a banner", command: Tool.backend(start: "write(b'Fixture 1.0\\n')"),
            expected: #"""
                initialize: expected a reply of one line of JSON, found `Fixture 1.0` \#
                (expected a JSON value at byte 0); only replies may go to standard output
                """#),
        Start(
            name: "an empty line", command: Tool.backend(start: "write(b'\\n')"),
            expected: #"""
                initialize: expected a reply of one line of JSON, found `` \#
                (the text ends where a value is expected at byte 0); only replies may go to standard output
                """#),
        Start(
            name: "protocol 2", command: Tool.backend(start: "INFO['protocol'] = 2"),
            expected: "initialize: the reply does not fit: at `result.protocol`: expected protocol 1, found 2"),
        Start(
            name: "no name", command: Tool.backend(start: "del INFO['name']"),
            expected: "initialize: the reply does not fit: at `result.name`: expected a string, found nothing"),
        Start(
            name: "never answers", command: Tool.backend(start: "time.sleep(1000)"), timeout: .seconds(1),
            expected: "initialize: no reply within 1 s; the backend was killed; does it send each reply off at once?"),
    ]
}
