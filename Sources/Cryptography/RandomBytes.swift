private import CSodium

/// Bytes that nobody can predict, for keys.
package enum RandomBytes {
    /// So many bytes.
    package static func make(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// So many bytes, as twice as many hexadecimal digits in lower case.
    package static func hexadecimal(_ count: Int) -> String {
        make(count).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
