import Console

/// A backend in this process that brings the object its sessions call `db`.
///
/// Any other backend gets an object that sends copies, so that neither side can change what the other one holds; whoever
/// wants to see what a backend without that care does to its callers puts its own object in front.
package protocol SessionBackend: Backend {
    /// A new object for one session.
    func sessionObject() -> any HostObject
}
