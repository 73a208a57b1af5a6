/// The version of the specification on the built-in pages.
package enum SuiteVersion {
    package static let current = "2.0.0"
}
