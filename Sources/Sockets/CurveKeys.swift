private import CZeroMQ

/// A pair of keys of CURVE, ZeroMQ's encryption, each 40 characters of Z85.
package struct CurveKeys: Sendable {
    /// The key that peers may know.
    package let publicKey: String
    /// The key that only the server knows.
    package let secretKey: String

    /// Makes a new pair.
    ///
    /// - Throws: ``SocketError`` where the library has no encryption.
    package init() throws {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = publicKey
        guard unsafe zmq_curve_keypair(&publicKey, &secretKey) == 0 else { throw SocketError("make keys of CURVE") }
        self.publicKey = Self.text(publicKey)
        self.secretKey = Self.text(secretKey)
    }

    /// Derives the public key.
    ///
    /// - Throws: ``SocketError`` for an invalid key.
    package init(secretKey: String) throws {
        var publicKey = [CChar](repeating: 0, count: 41)
        // The library reads 40 characters, whether they are there or not.
        guard secretKey.utf8.count == 40, unsafe zmq_curve_public(&publicKey, secretKey) == 0 else {
            throw SocketError("use this secret key of CURVE, which is not 40 characters of Z85")
        }
        self.publicKey = Self.text(publicKey)
        self.secretKey = secretKey
    }

    private static func text(_ key: [CChar]) -> String {
        String(decoding: key.prefix(40).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
