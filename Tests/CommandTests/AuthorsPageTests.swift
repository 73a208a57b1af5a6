import Foundation
import TestSupport
import Testing

/// What Docs/backend_authors.md offers to paste.
@Suite struct AuthorsPageTests {
    @Test func `the CI files are YAML, and run what there is`() async throws {
        let page = Program.project.appending(path: "Docs/backend_authors.md").path
        let action = Program.project.appending(path: "action.yml").path
        let script = """
            import re, sys, yaml
            blocks = re.findall(r"^```yaml\\n(.*?)^```", open(sys.argv[1]).read(), re.S | re.M)
            github, gitlab = (yaml.safe_load(block) for block in blocks)
            steps = github["jobs"]["conformance"]["steps"]
            inputs = yaml.safe_load(open(sys.argv[2]))["inputs"]
            print(len(blocks), set(steps[1]["with"]) <= set(inputs), "taskdb test" in gitlab["conformance"]["script"][0])
            """
        let program = try await Program.run([Program.peerPython, "-c", script, page, action])
        #expect(program.output == "2 True True\n", "\(program.error)")
    }

    @Test func `the JavaScript backend is conformant as the page shows it, and each of its files is short`()
        async throws
    {
        let folder = Program.project.appending(path: "Conformance/adapters/javascript")
        let program = try await Program.taskdb(["test", "--", "node", "memory_backend.js"], in: folder)
        #expect(program.status == 0, "\(program.output)")
        let page = Program.project.appending(path: "Docs/backend_authors.md")
        let (shown, came) = (try String(contentsOf: page, encoding: .utf8), program.output)
        func untimed(_ text: String) -> String { text.replacing(/\([0-9.]+ s\)/, with: "(… s)") }
        #expect(untimed(shown).contains("$ taskdb test -- node memory_backend.js\n" + untimed(came)), "\(came)")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "js" {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 151, "\(file.lastPathComponent)")
        }
    }
}
