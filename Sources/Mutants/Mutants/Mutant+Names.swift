import Foundation
import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in msg_ids: names that differ are taken for the same.
    static let names = [
        changing("names-case-ignored", "msg_ids are compared without case") { $0.lowercased() },
        changing("names-trimmed", "spaces at the end of a msg_id are ignored") {
            String($0.reversed().drop { $0 == " " }.reversed())
        },
        changing("names-normalised", "msg_ids are normalised to composed accents") {
            $0.replacing("e\u{301}", with: "\u{e9}")
        },
        changing("names-as-numbers", "a msg_id of digits is taken for a number") { Int($0).map(String.init) ?? $0 },
        changing("names-ascii", "characters outside ASCII are left out of msg_ids") { String($0.filter(\.isASCII)) },
        changing("names-cut", "a msg_id ends at its first slash") { String($0.prefix { $0 != "/" }) },
        rare("names-cut-at-255", "a msg_id is cut after 255 characters") { String($0.prefix(255)) },
        rare("names-percent-decoded", "percent signs in a msg_id are decoded, as in an address") {
            $0.removingPercentEncoding ?? $0
        },
        rare("names-plus-as-blank", "a plus sign in a msg_id is a blank, as in an address") {
            $0.replacing("+", with: " ")
        },
        rare("names-slashes-collapsed", "repeated slashes in a msg_id count as one") { $0.replacing("//", with: "/") },
        rare("names-fragment-cut", "a msg_id ends at its first `#`") { String($0.prefix { $0 != "#" }) },
        rare("names-query-cut", "a msg_id ends at its first `?`") { String($0.prefix { $0 != "?" }) },
        rare("names-escapes-read", "a backslash and an n in a msg_id are a line end") {
            $0.replacing("\\n", with: "\n")
        },
        rare("names-backslashes-halved", "two backslashes in a msg_id count as one") {
            $0.replacing("\\\\", with: "\\")
        },
        rare("names-quotes-halved", "two single quotes in a msg_id count as one") { $0.replacing("''", with: "'") },
        rare("names-before-colon-cut", "a msg_id begins after its first `:`") {
            $0.split(separator: ":", maxSplits: 1).last.map(String.init) ?? $0
        },
    ]

    /// Creates a mutant that replaces the msg_id of every request.
    private static func changing(
        _ name: String, _ summary: String, isWithinFuzzing: Bool = true,
        _ change: @escaping @Sendable (String) -> String
    ) -> Mutant {
        Mutant(
            name, .writes, summary, isWithinFuzzing: isWithinFuzzing,
            .requests { request in request.msgID.map { request.replacing(msgID: change($0)) } ?? request })
    }

    /// Creates a mutant that replaces msg_ids that fuzzing does not use.
    private static func rare(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (String) -> String
    ) -> Mutant {
        changing(name, summary, isWithinFuzzing: false, change)
    }
}
