import Cryptography
import Specification

/// The version of the specification on the built-in pages.
package enum SuiteVersion {
    package static let current = "1.0.0"
}

extension Suite {
    /// SHA-256, in hexadecimal, of all rules, cases and setups: two suites with the same digest judge alike, even if their
    /// prose differs.
    package var digest: String { SHA256.hexadecimalDigest(of: canonicalBytes()) }
}
