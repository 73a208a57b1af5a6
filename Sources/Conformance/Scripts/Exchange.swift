import Console
import Specification
import Support
import Wire

/// A conversation over the protocol: requests and replies in turn, each on one line.
package struct Exchange: Sendable {
    package struct Step: Sendable {
        package let request: String
        /// A string `"..."` in it stands for anything.
        package let reply: JSON
        /// The request's line in the block, from 1.
        package let line: Int
        package let replyLine: Int
    }

    package let steps: [Step]

    static func read(_ text: String) -> (Exchange, [SourceError]) {
        var mistakes: [SourceError] = []
        var lines: [(text: String, json: JSON?, number: Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy(\.isWhitespace) { continue }
            let json: JSON?
            do {
                json = try JSON(parsing: Array(line.utf8))
            } catch {
                json = nil
                let offset = (error as? JSONError)?.offset ?? 0
                let column = String(decoding: line.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count + 1
                let reason = (error as? JSONError)?.reason ?? "\(error)"
                mistakes.append(
                    SourceError("this line is not JSON: \(reason)", line: index + 1, column: column, kind: .syntax))
            }
            lines.append((String(line), json, index + 1))
        }
        if lines.count % 2 == 1, let last = lines.last {
            mistakes.append(
                SourceError("this request has no reply below it", line: last.number, column: 1, kind: .syntax))
        }
        let steps = stride(from: 0, to: lines.count - 1, by: 2).map { index in
            Step(
                request: lines[index].text, reply: lines[index + 1].json ?? .null, line: lines[index].number,
                replyLine: lines[index + 1].number)
        }
        return (Exchange(steps: steps), mistakes)
    }
}

extension Exchange.Step {
    /// The reply of a host to the request, as it came.
    package func reply(from host: HostLoop) async -> [UInt8] { await host.answer(Array(request.utf8)).reply }

    /// Whether a reply is the one that the page shows.
    package func accepts(_ reply: [UInt8]) -> Bool {
        guard let json = try? JSON(parsing: reply) else { return false }
        return self.reply.expects(json)
    }

    /// Where the request stands on the page.
    package func source(in testCase: Case) -> SourceLocation {
        SourceLocation(file: testCase.source.file, position: testCase.position(inBody: line, column: 1))
    }
}

extension JSON {
    /// Whether a value is the one expected, strictly by type, where a string `"..."` stands for anything and the order of
    /// members does not matter.
    func expects(_ value: JSON) -> Bool {
        switch (self, value) {
        case ("...", _): return true
        case (.array(let expected), .array(let actual)):
            return expected.count == actual.count && zip(expected, actual).allSatisfy { $0.expects($1) }
        case (.object(let expected), .object(let actual)):
            return expected.members.count == actual.members.count
                && expected.members.allSatisfy { member in actual[member.name].map(member.value.expects) ?? false }
        default: return self == value
        }
    }
}
