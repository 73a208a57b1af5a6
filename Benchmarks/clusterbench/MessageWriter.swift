import Glibc
import JupyterMessages

/// Writes signed messages with as little work as possible: a peer that takes long would be what is measured.
final class MessageWriter {
    private let session = MessageAuthor.newIdentity()
    private let signer: Signer
    private var count = 0

    init(key: String) { signer = Signer(key: Array(key.utf8)) }

    func message(
        _ type: String, content: [UInt8], parent: [UInt8] = SignedMessage.emptyObject,
        metadata: [UInt8] = SignedMessage.emptyObject, buffers: [[UInt8]] = []
    ) -> SignedMessage {
        count += 1
        let header = """
            {"msg_id":"\(session)_\(getpid())_\(count)","msg_type":"\(type)","username":"ada","session":"\(session)",\
            "date":"2012-01-18T02:27:56.123456Z","version":"5.4"}
            """
        var message = SignedMessage(
            header: Array(header.utf8), parentHeader: parent, metadata: metadata, content: content, buffers: buffers)
        signer.sign(&message)
        return message
    }
}
