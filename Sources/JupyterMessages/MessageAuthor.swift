import Cryptography
import Glibc
import TaskDatabases
import Wire

/// A sender of messages: its session, and the number of its next message.
package struct MessageAuthor: Sendable {
    /// The id of the session, new for each author unless it is given.
    package let session: String
    private let username: String
    private let signer: Signer
    private var count = 0

    /// Creates an author.
    package init(signer: Signer, session: String? = nil, username: String = "username") {
        self.signer = signer
        self.session = session ?? Self.newIdentity()
        self.username = username
    }

    /// A new id of the form that Jupyter's sessions and engines have.
    package static func newIdentity() -> String {
        let digits = RandomBytes.hexadecimal(16)
        return "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(24))"
    }

    /// A new msg_id.
    package mutating func newMessageID() -> String {
        defer { count += 1 }
        return "\(session)_\(getpid())_\(count)"
    }

    /// A message of somebody else's, signed.
    package func signed(_ message: SignedMessage) -> SignedMessage {
        var message = message
        signer.sign(&message)
        return message
    }

    /// A signed message.
    ///
    /// - Parameter parent: the header of the request that it answers, as received.
    package mutating func message(
        _ type: String, content: JSONObject, parent: [UInt8] = SignedMessage.emptyObject,
        metadata: JSONObject = JSONObject(), buffers: [[UInt8]] = []
    ) -> SignedMessage {
        message(
            type, encoded: JSON.object(content).bytes, parent: parent, metadata: JSON.object(metadata).bytes,
            buffers: buffers)
    }

    /// A signed message whose content and metadata are JSON already.
    package mutating func message(
        _ type: String, encoded content: [UInt8], parent: [UInt8] = SignedMessage.emptyObject,
        metadata: [UInt8] = SignedMessage.emptyObject, buffers: [[UInt8]] = []
    ) -> SignedMessage {
        let header: JSON = [
            "msg_id": .string(newMessageID()), "msg_type": .string(type), "username": .string(username),
            "session": .string(session), "date": .string(Instant.now.description), "version": "5.4",
        ]
        var message = SignedMessage(
            header: header.bytes, parentHeader: parent, metadata: metadata, content: content, buffers: buffers)
        signer.sign(&message)
        return message
    }
}
