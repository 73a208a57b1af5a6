import ControllerConfiguration
import Foundation
import Testing

@Suite("The page on choosing a task database")
struct PageTests {
    struct Block {
        var mark: [Substring]
        var language: String
        var firstLine: Int
        var lines: [Substring] = []

        var text: String { lines.joined(separator: "\n") }
        var name: String { mark.count > 1 ? String(mark[1]) : "" }

        func value(of key: String) -> String? {
            mark.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
        }
    }

    /// The marked blocks of the page, in order.
    static func blocks() throws -> [Block] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let page = root.deletingLastPathComponent().appending(path: "Docs/parallel_process.md")
        var blocks: [Block] = []
        var mark: [Substring] = []
        var isOpen = false
        let lines = try String(contentsOf: page, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if ["case", "setup", "not-run"].contains(where: { line.hasPrefix("<!-- \($0): ") }) {
                mark = line.dropFirst(5).dropLast(4).split(separator: " ")
            } else if line.hasPrefix("```") {
                if !isOpen {
                    blocks.append(Block(mark: mark, language: String(line.dropFirst(3)), firstLine: index + 2))
                }
                isOpen.toggle()
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        return blocks
    }

    @Test("Each case selects the task database in its mark")
    func cases() async throws {
        let blocks = try Self.blocks()
        let cases = blocks.filter { $0.mark.first == "case:" }
        #expect(cases.count >= 20)
        for block in cases {
            let setup = blocks.first { $0.mark.first == "setup:" && $0.name == block.value(of: "uses") }
            var files = [setup].compactMap(\.self).map {
                ConfigurationFile(path: "ipcontroller_config.py", text: $0.text)
            }
            if block.language == "python" {
                files.append(ConfigurationFile(path: "page.md", text: block.text, firstLine: block.firstLine))
            }
            let answer =
                block.language == "python"
                ? await PageAnswer(files: files) : await PageAnswer(session: block.text, files: files)
            #expect(answer.name == block.value(of: "selects"), "\(block.name)")
            let output = block.lines.dropFirst().joined(separator: "\n")
            if block.language == "console", case .rejected(let text) = answer {
                #expect(output == text, "\(block.name)")
            }
        }
    }
}
