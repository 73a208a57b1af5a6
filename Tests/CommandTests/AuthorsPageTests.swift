import Foundation
import TestSupport
import Testing

/// What Docs/backend_authors.md offers to paste.
@Suite struct AuthorsPageTests {
    @Test func `the CI files are YAML, and run what there is`() async throws {
        let page = Program.project.appending(path: "Docs/backend_authors.md").path
        let script = """
            import re, sys, yaml
            blocks = re.findall(r"^```yaml\\n(.*?)^```", open(sys.argv[1]).read(), re.S | re.M)
            github, gitlab = (yaml.safe_load(block) for block in blocks)
            steps = github["jobs"]["conformance"]["steps"]
            commands = [step["run"] for step in steps if "run" in step] + gitlab["conformance"]["script"]
            print(len(blocks), sum("taskdb test" in command for command in commands))
            """
        let program = try await Program.run([Program.peerPython, "-c", script, page])
        #expect(program.output == "2 2\n", "\(program.error)")
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
