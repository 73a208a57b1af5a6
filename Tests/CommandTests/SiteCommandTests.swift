import Foundation
import TestSupport
import Testing

/// `taskdb docs render` and `taskdb docs serve` as programs.
@Suite struct SiteCommandTests {
    private static let page = """
        # One

        <!-- rule: r -->
        It **must** be.

        <!-- case: c -->
        ```pycon
        >>> 1
        1
        ```

        """

    private static func pages() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(page, to: "one.md")
        try folder.write("# Two\n", to: "two.md")
        return folder
    }

    @Test func `files of an earlier rendering that are no more are removed, and nothing else`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try output.write("mine", to: "mine.html")
        let command = ["docs", "render", "--docs", docs.url.path, "--output", output.url.path]
        #expect(try await Program.taskdb(command).status == 0)
        #expect(FileManager.default.fileExists(atPath: output.url.appending(path: "source/two.html").path))
        try FileManager.default.removeItem(at: docs.url.appending(path: "two.md"))
        #expect(try await Program.taskdb(command).status == 0)
        for (path, isThere) in [
            ("two.html", false), ("source/two.html", false), ("one.html", true), ("mine.html", true),
        ] {
            #expect(FileManager.default.fileExists(atPath: output.url.appending(path: path).path) == isThere, "\(path)")
        }
    }

    @Test func `a file that says the same is left alone, and one that says less is shortened`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try docs.write("# Two\n\n" + String(repeating: "More of it. ", count: 1000), to: "two.md")
        let command = ["docs", "render", "--docs", docs.url.path, "--output", output.url.path]
        #expect(try await Program.taskdb(command).status == 0)
        let kept = output.url.appending(path: "one.html").path
        let long = Date(timeIntervalSince1970: 1_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: kept)
        try docs.write("# Two\n", to: "two.md")
        #expect(try await Program.taskdb(command).status == 0)
        #expect(try FileManager.default.attributesOfItem(atPath: kept)[.modificationDate] as? Date == long)
        let shortened = try String(contentsOf: output.url.appending(path: "two.html"), encoding: .utf8)
        #expect(shortened.hasSuffix("</html>\n"))
        #expect(!shortened.contains("More of it."))
    }

    @Test func `files that no rendering wrote are not written over`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try output.write("mine", to: "index.html")
        let command = ["docs", "render", "--docs", docs.url.path, "--output", output.url.path]
        let refused = try await Program.taskdb(command)
        #expect(refused.status == 64)
        #expect(
            refused.error.contains(
                "holds index.html that no rendering wrote: they would be overwritten; move them away"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.url.path) == ["index.html"])
        #expect(try String(contentsOf: output.url.appending(path: "index.html"), encoding: .utf8) == "mine")
        try FileManager.default.removeItem(at: output.url.appending(path: "index.html"))
        #expect(try await Program.taskdb(command).status == 0)
        #expect(try await Program.taskdb(command).status == 0)
    }

    @Test(arguments: [
        ("404", "# Mine\n", "error: the site generates a page 404.html itself"),
        ("matrix", "# Mine\n", "error: the site generates a page matrix.html itself"),
        ("backend-taskdb-dictdb", "# Mine\n", "error: the site generates a page backend-taskdb-dictdb.html itself"),
        ("two", "[a](nowhere.md)\n", "error: there is no page nowhere.md"),
        ("two", "![a](nowhere.png)\n", "error: there is no file nowhere.png"),
        // Links that lead out of the folder: the second goes through another folder.
        ("two", "![a](outside.png)\n", "error: there is no file outside.png"),
        ("two", "![a](above/outside.png)\n", "error: there is no file above/outside.png"),
    ])
    func `what would not be on the site as on the pages is a mistake`(
        _ name: String, _ text: String, _ message: String
    ) async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        _ = try await Program.taskdb(
            ["test", "--backend", "dictdb", "--run", "get-unknown", "--report", "json=report"], in: docs.url)
        let elsewhere = try TemporaryFolder()
        try elsewhere.write("secret", to: "outside.png")
        for (link, target) in [("outside.png", "/outside.png"), ("above", "")] {
            let path = docs.url.appending(path: link).path
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: elsewhere.url.path + target)
        }
        try docs.write(text, to: "\(name).md")
        let done = try await Program.taskdb(
            ["docs", "render", "--docs", ".", "--output", output.url.path, "--report", "report"], in: docs.url)
        #expect(done.status == 64)
        #expect(done.error.contains("./\(name).md:1:"), "\(done.error)")
        #expect(done.error.contains(message))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.url.path).isEmpty)
    }

    @Test func `a folder without a name is refused`() async throws {
        let docs = try Self.pages()
        let done = try await Program.taskdb(["docs", "render", "--docs", ".", "--output", ""], in: docs.url)
        #expect(done.status == 64)
        #expect(done.error.contains("--output needs the name of a folder"))
        #expect(!FileManager.default.fileExists(atPath: docs.url.appending(path: "one.html").path))
    }

    @Test func `a page is linked to by its name in escapes, too`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try docs.write("# Two\n\n[one](%6Fne.md#on%65)\n", to: "two.md")
        let done = try await Program.taskdb(["docs", "render", "--docs", docs.url.path, "--output", output.url.path])
        #expect(done.error == "")
        let page = try String(contentsOf: output.url.appending(path: "two.html"), encoding: .utf8)
        #expect(page.contains("<a href=\"one.html#on%65\">one</a>"))
    }

    @Test func `the list of an earlier rendering reaches nothing outside`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try docs.write("kept", to: "kept")
        let outside = docs.url.appending(path: "kept").path
        try output.write("../\(docs.url.lastPathComponent)/kept\n\(outside)\n", to: ".taskdb-site")
        _ = try await Program.taskdb(["docs", "render", "--docs", docs.url.path, "--output", output.url.path])
        #expect(FileManager.default.fileExists(atPath: outside))
    }

    @Test func `pages with mistakes are not rendered`() async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        try docs.write("```python\nunmarked\n```\n", to: "two.md")
        let done = try await Program.taskdb(["docs", "render", "--docs", docs.url.path, "--output", output.url.path])
        #expect(done.status == 64)
        #expect(done.error.contains("this fenced block carries no mark"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.url.path).isEmpty)
    }

    @Test(arguments: [
        (["--report", "nosuch.json"], "nosuch.json cannot be read"),
        (["--report", "two.md"], "two.md is not a report of `taskdb test --report json`"),
        (["--mutants", "two.md"], "two.md is not a report of `taskdb mutants --json`"),
        (["--source-url", "javascript:alert(1)"], "javascript:alert(1) is not a web address"),
    ])
    func `what cannot be used is an error`(_ arguments: [String], _ message: String) async throws {
        let (docs, output) = (try Self.pages(), try TemporaryFolder())
        let done = try await Program.taskdb(
            ["docs", "render", "--docs", docs.url.path, "--output", output.url.path] + arguments, in: docs.url)
        #expect(done.status == 64)
        #expect(done.error.contains(message))
    }

    @Test func `the served site follows its pages`() async throws {
        let docs = try Self.pages()
        let server = try RunningProgram([Program.taskdb, "docs", "serve", "--port", "0", "--docs", docs.url.path])
        defer { server.send(SIGINT) }
        let address = try await Self.line(of: server, after: "Serving ")
        #expect(try await Self.get(address) == "200 All pages")
        #expect(try await Self.get(address + "one.html") == "200 One")
        #expect(try await Self.get(address + "one%2Ehtml") == "200 One")
        #expect(try await Self.get(address + "../two.md") == "404 Page not found")
        #expect(try await Self.get(address + "one.html", method: "POST") == "405 ")
        let port = address.split(separator: ":").last?.dropLast() ?? ""
        let second = try await Program.taskdb(["docs", "serve", "--port", "\(port)", "--docs", docs.url.path])
        #expect(second.status == 64)
        #expect(second.error.contains("port \(port) cannot be used: Address already in use; --port 0 takes"))
        let version = try await Self.text(address + "site-changes?path=two.html")
        try docs.write("# Another\n", to: "two.md")
        #expect(try await Self.text(address + "site-changes?path=two.html&after=\(version)") == "changed")
        #expect(try await Self.get(address + "two.html") == "200 Another")
        server.send(SIGINT)
        #expect(await server.status(within: .seconds(10)) == 0)
    }

    /// A page of the web can have this machine's address under a name of its own.
    @Test func `the site is served to this machine's names alone, and runs nothing of others`() async throws {
        let docs = try Self.pages()
        try docs.write("<svg xmlns='http://www.w3.org/2000/svg'/>", to: "picture.svg")
        try docs.write("# Two\n\n![Picture](picture.svg)\n", to: "two.md")
        let server = try RunningProgram([Program.taskdb, "docs", "serve", "--port", "0", "--docs", docs.url.path])
        defer { server.send(SIGINT) }
        let address = try await Self.line(of: server, after: "Serving ")
        let port = String(address.split(separator: ":").last?.dropLast() ?? "")
        let answers = try await Self.python(
            """
            import socket, sys
            port = sys.argv[1]
            def ask(*lines):
                with socket.create_connection(('127.0.0.1', int(port)), 20) as connection:
                    connection.sendall('\\r\\n'.join(lines + ('Connection: close', '', '')).encode())
                    return b''.join(iter(lambda: connection.recv(65536), b'')).decode()
            def status(*lines): return ask('GET / HTTP/1.1', *lines).split()[1]
            print(*[status('Host: ' + name) for name in
                    ['localhost', 'LOCALHOST:' + port, '127.0.0.1:' + port, '[::1]:' + port]])
            print(*[status('Host: ' + name) for name in
                    ['evil.example', 'localhost.evil.example', 'localhost:80@evil', '127.0.0.1.nip.io', '[::1', '']])
            print(status(), status('Host: localhost', 'Host: localhost'), status('Host: localhost', 'host: evil'))
            for path in ['/', '/picture.svg', '/nosuch', '/site-changes']:
                head = ask('GET %s HTTP/1.1' % path, 'Host: localhost').split('\\r\\n\\r\\n')[0].lower()
                print("frame-ancestors 'none'" in head, 'nosniff' in head, 'script-src' in head, 'sandbox' in head)
            """, [port])
        #expect(
            answers == """
                200 200 200 200
                421 421 421 421 421 421
                421 421 421
                True True True False
                True True False True
                True True True False
                True True False False

                """)
    }

    /// What a program prints after some words, on one line.
    private static func line(of program: RunningProgram, after words: String) async throws -> String {
        for _ in 0..<1000 {
            let lines = program.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.hasPrefix(words) }) { return String(line.dropFirst(words.count)) }
            try await Task.sleep(for: .milliseconds(20))
        }
        return ""
    }

    /// The status and the first heading of what a server answers.
    private static func get(_ address: String, method: String = "GET") async throws -> String {
        try await python(
            """
            import re, sys, urllib.request, urllib.error
            try: reply = urllib.request.urlopen(urllib.request.Request(sys.argv[1], method=sys.argv[2]))
            except urllib.error.HTTPError as error: reply = error
            heading = re.search('<h1[^>]*>([^<]*?) *<', reply.read().decode())
            print(reply.status, heading.group(1) if heading else '', end='')
            """, [address, method])
    }

    private static func text(_ address: String) async throws -> String {
        try await python(
            "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode(), end='')", [address])
    }

    private static func python(_ program: String, _ arguments: [String]) async throws -> String {
        try await Program.run(["python3", "-c", program] + arguments).output
    }
}
