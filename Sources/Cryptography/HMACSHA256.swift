private import CSodium

/// The keyed hash function HMAC of RFC 2104 with SHA-256.
package struct HMACSHA256: Sendable {
    /// The state after the key, from which each code starts.
    private let keyed: crypto_auth_hmacsha256_state

    /// - Parameter key: of any length.
    package init(key: [UInt8]) {
        var state = crypto_auth_hmacsha256_state()
        _ = unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
        keyed = state
    }

    /// The code of some parts one after the other, as 64 hexadecimal digits in lower case.
    package func hexadecimalCode(of parts: [[UInt8]]) -> [UInt8] {
        var state = keyed
        for part in parts { _ = unsafe crypto_auth_hmacsha256_update(&state, part, UInt64(part.count)) }
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        _ = unsafe crypto_auth_hmacsha256_final(&state, &code)
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * code.count)
        for byte in code {
            digits.append(Self.digits[Int(byte >> 4)])
            digits.append(Self.digits[Int(byte & 15)])
        }
        return digits
    }

    /// Whether some bytes are the code of some parts. The time taken does not depend on where they differ.
    package func isCode(_ code: [UInt8], of parts: [[UInt8]]) -> Bool {
        let expected = hexadecimalCode(of: parts)
        guard code.count == expected.count else { return false }
        return unsafe sodium_memcmp(code, expected, code.count) == 0
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
