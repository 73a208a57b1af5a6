/// What a backend may be able to do beyond the rules for all.
package enum Capability {
    /// Others are allowed; a name near one of these is taken as a misspelling.
    package static let known = ["persistence", "culling", "glob", "exists", "all", "mod"]
}
