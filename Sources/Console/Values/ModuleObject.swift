/// An imported module; `datetime` is the only one.
public struct ModuleObject: Sendable {
    let name: String
}
