import Cryptography

/// The key of a cluster: signs messages and checks signatures.
package struct Signer: Sendable {
    /// Nil where messages are not signed.
    private let code: HMACSHA256?

    /// - Parameter key: without a key messages are neither signed nor checked.
    package init(key: [UInt8]) { code = key.isEmpty ? nil : HMACSHA256(key: key) }

    /// Signs the parts of a message.
    package func sign(_ message: inout SignedMessage) {
        message.signature = code?.hexadecimalCode(of: message.signedParts) ?? []
    }

    /// Whether a message has the right signature.
    package func accepts(_ message: SignedMessage) -> Bool {
        code?.isCode(message.signature, of: message.signedParts) ?? true
    }

    /// Whether messages are signed.
    package var signs: Bool { code != nil }
}
