import CarriedPages
import Conformance
import Diagnostics
import Specification
import Support
import Testing

/// Written as a template and a table, each session of the project's pages is the same session.
@Suite struct ExpansionTests {
    private static let sessions = Suite.load(pages: SpecificationPages.all).suite.cases.filter { $0.language == .pycon }

    @Test func `every case of the pages can be a row of a table`() {
        var random = SplitMix(seed: 14)
        var page = "<!-- rule: r -->\nIt **must** be.\n\n"
        var wanted: [String] = []
        for (number, session) in Self.sessions.enumerated() {
            let table = TableOfOne(session.body, using: &random)
            page += table.markdown(number)
            wanted.append(session.body)
        }
        let (suite, diagnostics) = Suite.load(pages: [(path: "page.md", bytes: Array(page.utf8))])
        #expect(diagnostics.map(\.description) == [])
        #expect(wanted.count > 400)
        #expect(suite.cases.count == wanted.count)
        for (testCase, body) in zip(suite.cases, wanted) { #expect(testCase.body == body) }
    }

    @Test func `cases with one template are rows of one table`() {
        var page =
            "<!-- rule: r -->\nIt **must** be.\n\n<!-- template: t -->\n```pycon\n>>> X\n```\n\n<!-- cases: t -->\n| case | X |\n|---|---|\n"
        var wanted: [String] = []
        for (number, session) in Self.sessions.enumerated() where session.body.hasPrefix(">>> ") {
            // A session of one line, and one of a row for each of its lines.
            let lines = session.body.split(separator: "\n").filter { $0.hasPrefix(">>> ") }.map {
                String($0.dropFirst(4))
            }
            guard lines.allSatisfy({ !$0.hasSuffix(" ") && !$0.hasPrefix(" ") && !$0.isEmpty }) else { continue }
            for line in lines { page += "| c\(number) | \(TableOfOne.cell(line)) |\n" }
            wanted.append(lines.map { ">>> \($0)\n" }.joined())
        }
        let (suite, diagnostics) = Suite.load(pages: [(path: "page.md", bytes: Array(page.utf8))])
        #expect(diagnostics.map(\.description) == [])
        #expect(suite.cases.map(\.body) == wanted)
    }
}

/// A session as a template and a table of one row: some of its output lines and of its literals are holes.
private struct TableOfOne {
    private var template = ""
    private var columns: [(name: String, cell: String)] = []

    init(_ session: String, using random: inout SplitMix) {
        for line in session.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let isInput = line.hasPrefix(">>> ") || line.hasPrefix("... ")
            let isPlain = !line.isEmpty && line.first != " " && line.last != " "
            if !isInput, isPlain, Bool.random(using: &random) {
                template += addHole(String(line)) + "\n"
            } else {
                template += holed(String(line), using: &random) + "\n"
            }
        }
    }

    func markdown(_ number: Int) -> String {
        let rows = [
            ["case"] + columns.map(\.name), ["---"] + columns.map { _ in ":--" }, ["c\(number)"] + columns.map(\.cell),
        ]
        return "<!-- template: t\(number) -->\n````pycon\n\(template)````\n\n<!-- cases: t\(number) -->\n"
            + rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined() + "\n"
    }

    private mutating func addHole(_ text: String) -> String {
        let name = "HOLE_\(columns.count)"
        columns.append((name, Self.cell(text)))
        return name
    }

    /// A line with holes for some of its texts and numbers, and for all words in capitals.
    private mutating func holed(_ line: String, using random: inout SplitMix) -> String {
        var result = ""
        var last = line.startIndex
        for match in line.matches(of: /'[^'\\"]*'|[0-9]+|[A-Z][A-Z0-9_]*/) {
            // A hole is a whole word.
            let around = [line[..<match.range.lowerBound].last, line[match.range.upperBound...].first]
            guard !around.contains(where: { $0.map(Self.continuesWord) ?? false }) else { continue }
            let isWord = match.output.first?.isUppercase ?? false
            guard isWord || Bool.random(using: &random) else { continue }
            result += line[last..<match.range.lowerBound] + addHole(String(match.output))
            last = match.range.upperBound
        }
        return result + line[last...]
    }

    private static func continuesWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || !character.isASCII || "_'\"\\".contains(character)
    }

    /// Text as a cell of a table.
    static func cell(_ text: String) -> String {
        let escaped = text.replacing("|", with: "\\|")
        return escaped.contains("`") ? "`` \(escaped) ``" : "`\(escaped)`"
    }
}
