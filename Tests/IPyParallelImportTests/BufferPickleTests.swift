import Support
import TestSupport
import Testing

@testable import IPyParallelImport

/// Tests reading the pickles that ipyparallel writes, without running their code.
@Suite struct BufferPickleTests {
    /// Python's pickles of an expression, in each protocol that has an instruction for bytes.
    private static func pickles(_ expression: String) async throws -> [[UInt8]] {
        let code = "import os, pickle\nfor p in (3, 4, 5, -1): print(pickle.dumps(\(expression), p).hex())"
        let program = try await Program.run(["python3", "-c", code])
        try #require(program.status == 0, "\(program.error)")
        return program.output.split(separator: "\n").map { line in
            let digits = Array(line)
            return stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16)
            }
        }
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static let lists: [(String, [[UInt8]])] = [
        ("[]", []), ("[b'']", [[]]), ("[b'abc']", [text("abc")]),
        ("[b'\\x00\\xff', b'', b'.']", [[0, 0xFF], [], [0x2E]]),
        ("[b'x' * 300]", [text(String(repeating: "x", count: 300))]),
        ("[b'x' * 70000, b'y']", [text(String(repeating: "x", count: 70000)), text("y")]),
        ("(lambda b: [b, b, b])(b'same')", [text("same"), text("same"), text("same")]),
        ("[bytes([n % 256]) for n in range(2500)]", (0..<2500).map { [UInt8($0 % 256)] }),
    ]

    @Test(arguments: lists)
    func `lists of bytes are read`(expression: String, expected: [[UInt8]]) async throws {
        for pickle in try await Self.pickles(expression) { #expect(try BufferPickle.buffers(pickle) == expected) }
    }

    @Test func `a pickle of Python 2 is read`() throws {
        let list: [UInt8] = [0x80, 2, 0x5D, 0x71, 0, 0x28]
        let short: [UInt8] = [0x55, 3, 0x61, 0x62, 0x63, 0x71, 1]
        let long: [UInt8] = [0x54, 1, 0, 0, 0, 0xFF]
        #expect(try BufferPickle.buffers(list + short + long + [0x65, 0x2E]) == [Self.text("abc"), [0xFF]])
    }

    @Test(arguments: [
        "os.system", "[os.system]", "[bytearray(b'x')]", "[1]", "['text']", "[[b'x']]", "b'x'", "(b'x',)", "{b'x': 1}",
        "None", "[b'x', None]", "[type('C', (), {'__reduce__': lambda s: (os.mkdir, ('/tmp/taskdb-ran',))})()]",
    ])
    func `a pickle of anything else is an error`(_ expression: String) async throws {
        for pickle in try await Self.pickles(expression) {
            #expect(throws: UnreadableValue.self) { try BufferPickle.buffers(pickle) }
        }
    }

    @Test func `a list that is remembered at each step is kept once`() throws {
        let step: [UInt8] = [0x43, 1, 0x78, 0x61, 0x72]
        var pickle: [UInt8] = [0x5D]
        for number in 0..<40_000 { pickle += step + [UInt8(number & 0xFF), UInt8(number >> 8), 0, 0] }
        #expect(try BufferPickle.buffers(pickle + [0x2E]).count == 40_000)
    }

    @Test func `a buffer that is repeated without end is refused`() throws {
        let large = [0x5D, 0x42, 0, 0, 1, 0] + [UInt8](repeating: 0x78, count: 1 << 16) + [0x71, 0, 0x61]
        func pickle(_ count: Int) -> [UInt8] {
            large + Array(repeating: [0x68, 0, 0x61], count: count).joined() + [0x2E]
        }
        #expect(try BufferPickle.buffers(pickle(15)).count == 16)
        let many = pickle(40_000)
        #expect(throws: UnreadableValue("a pickle that repeats its buffers beyond \(16 * many.count + 1 << 20) bytes"))
        {
            try BufferPickle.buffers(many)
        }
    }

    @Test func `the error names an instruction that could run code`() async throws {
        let pickle = try #require(try await Self.pickles("[os.system]").last)
        #expect(
            throws: UnreadableValue("a pickle that does more than build a list of bytes: instruction 0x8c at byte 13")
        ) {
            try BufferPickle.buffers(pickle)
        }
        #expect(
            throws: UnreadableValue("a pickle that does more than build a list of bytes: instruction GLOBAL at byte 2")
        ) {
            try BufferPickle.buffers([0x80, 2] + Array("cos\nsystem\n.".utf8))
        }
    }

    @Test func `a truncated or damaged pickle is read or is an error`() async throws {
        let pickle = try #require(try await Self.pickles("[b'abc', b'x' * 300, b'']").last)
        for count in 0..<pickle.count {
            #expect(throws: UnreadableValue.self) { try BufferPickle.buffers(Array(pickle.prefix(count))) }
        }
        var random = SplitMix(seed: 9)
        for _ in 0..<5000 {
            var damaged = pickle
            damaged[Int.random(in: 0..<pickle.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = try? BufferPickle.buffers(damaged)
        }
    }
}
