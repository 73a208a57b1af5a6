private import CSodium

/// The hash function SHA-256 of FIPS 180-4.
package enum SHA256 {
    /// The digest of some bytes, as 64 hexadecimal digits in lower case.
    package static func hexadecimalDigest(of bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = unsafe crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
