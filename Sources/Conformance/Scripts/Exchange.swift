import Console
import Diagnostics
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
        return self.reply.mismatch(of: json, passingOver: [Self.inErrorData]) == nil
    }

    /// What a program says of an exception beside its type, which the protocol leaves open.
    static let inErrorData = "error.data.*"

    /// Where the request stands on the page.
    package func source(in testCase: Case) -> SourceLocation {
        SourceLocation(file: testCase.source.file, position: testCase.position(inBody: line, column: 1))
    }
}

extension JSON {
    /// The first place where a value is not the one expected; nil if there is none. Types are compared strictly, a string
    /// `"..."` stands for anything, and the order of members does not matter.
    ///
    /// - Parameter others: where members may be that are not expected: the path of one, or that of an object followed by
    ///   `.*` for all of its own.
    func mismatch(of value: JSON, at path: String = "", passingOver others: [String] = []) -> WireError? {
        switch (self, value) {
        case ("...", _): return nil
        case (.array(let expected), .array(let actual)):
            guard expected.count == actual.count else {
                return WireError(path, "expected \(counted(expected.count, "element")), found \(actual.count)")
            }
            return expected.indices.lazy.compactMap {
                expected[$0].mismatch(of: actual[$0], at: "\(path)[\($0)]", passingOver: others)
            }
            .first
        case (.object(let expected), .object(let actual)):
            let place = { (name: String) in path.isEmpty ? name : path + "." + name }
            for member in expected.members {
                guard let found = actual[member.name] else {
                    return WireError(place(member.name), "expected \(member.value.excerpt), found nothing")
                }
                if let mismatch = member.value.mismatch(of: found, at: place(member.name), passingOver: others) {
                    return mismatch
                }
            }
            if others.contains(place("*")) { return nil }
            return actual.members.first { expected[$0.name] == nil && !others.contains(place($0.name)) }.map {
                WireError(place($0.name), "expected nothing, found \($0.value.excerpt)")
            }
        default: return self == value ? nil : WireError(path, "expected \(excerpt), found \(value.excerpt)")
        }
    }

    private var excerpt: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.count > 60 ? typeName : text
    }
}
