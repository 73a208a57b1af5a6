/// The pages of the specification as this build carries them.
package enum SpecificationPages {
    /// Each page's path, as in the project, and its bytes.
    package static var all: [(path: String, bytes: [UInt8])] {
        CarriedFiles.all.map { ($0.path, Array($0.text.utf8)) }
    }
}
