/// An imported module; `datetime` is the only one.
package struct ModuleObject: Sendable {
    let name: String
}
