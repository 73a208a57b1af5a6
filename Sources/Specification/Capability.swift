/// Optional features that a backend may declare.
package enum Capability {
    /// The known names. Others are allowed, unless they look like a misspelling of one of these.
    package static let known = ["persistence", "culling", "glob", "exists", "all", "mod", clients]

    /// A cluster with real clients, instead of a database. A case that needs it is run by CPython, against a controller.
    package static let clients = "clients"
}
