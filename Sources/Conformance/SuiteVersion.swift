import Crypto
import Specification

/// The version of the specification that the pages tell.
public enum SuiteVersion {
    public static let current = "1.0.0"
}

extension Suite {
    /// SHA-256, in hexadecimal, of all rules, cases and setups: two suites with the same digest judge alike, even if their
    /// prose differs.
    public var digest: String { SHA256.hash(data: canonicalBytes()).hexadecimal }
}
