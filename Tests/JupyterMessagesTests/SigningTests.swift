import JupyterMessages
import TaskDatabases
import Testing
import Wire

@Suite struct SigningTests {
    /// Python's `hmac` made the signature below.
    static let message = SignedMessage(
        header: Array(#"{"msg_id": "a_1_0"}"#.utf8), content: Array(#"{"uuid": "é"}"#.utf8))

    @Test func `a signature is HMAC-SHA256 of the four parts as they are`() {
        var message = Self.message
        Signer(key: Array("43b601c7-371faac2a144f2b15b8c6b31".utf8)).sign(&message)
        #expect(
            String(decoding: message.signature, as: UTF8.self)
                == "d6be7709220aecd3d60284f98fb5dd5dc890b1c9294100d9b36bafadd6a35129")
    }

    @Test func `a message of another key, changed or unsigned is refused`() {
        let signer = Signer(key: [1, 2, 3])
        var message = Self.message
        #expect(!signer.accepts(message))
        signer.sign(&message)
        #expect(signer.accepts(message))
        #expect(!Signer(key: [1, 2, 4]).accepts(message))
        message.metadata = Array(#"{"a":1}"#.utf8)
        #expect(!signer.accepts(message))
        message = Self.message
        message.signature = Array(repeating: UInt8(ascii: "0"), count: 64)
        #expect(!signer.accepts(message))
    }

    @Test func `without a key nothing is signed or refused`() {
        var message = Self.message
        Signer(key: []).sign(&message)
        #expect(message.signature == [])
        #expect(Signer(key: []).accepts(message))
    }

    @Test func `a message is accepted once, until it is forgotten`() {
        var memory = ReplayMemory(capacity: 2)
        let signatures = (0..<3).map { Array("000000000000000\($0)ffff".utf8) }
        let isNew = (signatures + [signatures[2], signatures[0]]).map { memory.insert($0) }
        #expect(isNew == [true, true, true, false, true])
    }
}
