import Crypto
import Specification

/// The version of the specification that the pages tell.
public enum SuiteVersion {
    public static let current = "1.0.0"
}

extension Suite {
    /// SHA-256 of the pages, names and text, in hexadecimal: two suites with the same digest say the same.
    public var digest: String {
        var hash = SHA256()
        for page in pages {
            for part in [Array(page.name.utf8), page.source.bytes] {
                // Lengths go first, so that no two lists of pages run into one.
                withUnsafeBytes(of: UInt64(part.count).littleEndian) { hash.update(bufferPointer: $0) }
                hash.update(data: part)
            }
        }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
