/// The language of a case or a setup: the first word after its opening fence.
package enum Language: String, Sendable, Hashable, CaseIterable {
    /// A Python console session.
    case pycon
    /// A shell session.
    case console
    /// A controller's configuration file.
    case python
    /// A program against the Swift API.
    case swift
    /// A message of the backend protocol.
    case json

    /// Whether a setup can use the language: a setup shares the namespace of the case.
    var isAllowedForSetup: Bool { self == .pycon || self == .python }
}
