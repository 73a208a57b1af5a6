import Foundation
import Support
import TestSupport
import Testing

@Suite struct WholeFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.url.appending(path: name).path }

    private func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try WholeFile.bytes(of: path(name)), as: UTF8.self)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    private func number(_ name: String, _ key: FileAttributeKey) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path(name))[key] as? NSNumber)?.intValue
    }

    @Test(arguments: [0, 1, 65536, 1_000_000])
    func `what is written is read`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try WholeFile.write(bytes, to: path("a"))
        #expect(try WholeFile.bytes(of: path("a")) == bytes)
        #expect(try names() == ["a"])
    }

    @Test func `a file is replaced atomically and keeps its permissions`() throws {
        try folder.write("long before", to: "a")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("a"))
        let before = try number("a", .systemFileNumber)
        try WholeFile.write(Array("now".utf8), to: path("a"))
        #expect(try text("a") == "now")
        #expect(try number("a", .posixPermissions) == 0o640)
        #expect(try number("a", .systemFileNumber) != before)
        #expect(try names() == ["a"])
    }

    @Test func `a link is followed and kept`() throws {
        try FileManager.default.createDirectory(atPath: path("sub"), withIntermediateDirectories: true)
        try folder.write("before", to: "sub/target")
        try link("sub/second", to: "target")
        try link("first", to: "sub/second")
        try link("new", to: "sub/new")
        try WholeFile.write(Array("one".utf8), to: path("first"))
        try WholeFile.write(Array("two".utf8), to: path("new"))
        #expect(try text("sub/target") == "one")
        #expect(try text("sub/new") == "two")
        for (name, target) in [("first", "sub/second"), ("sub/second", "target"), ("new", "sub/new")] {
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path(name)) == target)
        }
    }

    @Test func `a file with two names is written in place`() throws {
        try folder.write("before, and longer", to: "a")
        try FileManager.default.linkItem(atPath: path("a"), toPath: path("b"))
        try WholeFile.write(Array("now".utf8), to: path("a"))
        #expect(try text("b") == "now")
    }

    @Test func `a pipe is written in place`() async throws {
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        let reader = try RunningProgram(["cat", path("pipe")])
        try WholeFile.write(Array("through".utf8), to: path("pipe"))
        #expect(await reader.status(within: .seconds(10)) == 0)
        #expect(reader.output == "through")
        #expect(
            try FileManager.default.attributesOfItem(atPath: path("pipe"))[.type] as? FileAttributeType != .typeRegular)
        #expect(try names() == ["pipe"])
    }

    @Test func `a pipe is read to its end, unless a regular file is required`() async throws {
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        #expect(throws: FileFailure.self) { try WholeFile.bytes(of: path("pipe"), isRegular: true) }
        let writer = try RunningProgram(["sh", "-c", "(echo a; sleep 0.1; echo b) >'\(path("pipe"))'"])
        #expect(try text("pipe") == "a\nb\n")
        #expect(await writer.status(within: .seconds(10)) == 0)
    }

    @Test func `errors of reading are messages`() throws {
        try link("broken", to: "nowhere")
        try link("loop", to: "loop")
        try folder.write("", to: "file")
        let table = [
            ("none", "there is no such file"), (".", "it is a folder, not a file"),
            ("broken", "it is a link to nowhere, which does not exist"),
            ("loop", "it is a circular link"), ("file/x", "a part of its path is not a folder"),
            (String(repeating: "x", count: 300), "its name is too long"),
        ]
        for (name, words) in table {
            let failure = #expect(throws: FileFailure.self) { try WholeFile.bytes(of: path(name)) }
            #expect(failure?.description == words, "\(name)")
        }
    }

    @Test func `errors of writing are messages`() throws {
        try link("loop", to: "loop")
        let table = [
            ("none/x", "there is no such folder"), (".", "it is a folder, not a file"),
            ("loop", "it is a circular link"),
        ]
        for (name, words) in table {
            let failure = #expect(throws: FileFailure.self) { try WholeFile.write([1], to: path(name)) }
            #expect(failure?.description == words, "\(name)")
        }
        #expect(throws: FileFailure.self) { try WholeFile.write([1], to: "") }
    }

    @Test func `errors of libraries have the same messages`() throws {
        let failure = #expect(throws: (any Error).self) { try Data(contentsOf: folder.url.appending(path: "none")) }
        #expect(FileFailure(try #require(failure)).description == "there is no such file")
        let denied = CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.EACCES)])
        #expect(FileFailure(denied).description == "there is no permission")
    }
}
