import Diagnostics

/// Why something is not taken; whoever knows the place makes it a mistake.
struct Refusal: Error {
    let message: String
    let note: String?

    init(_ message: String, note: String? = nil) {
        self.message = message
        self.note = note
    }
}

/// A name as messages show it: without control characters, and not longer than a glance.
func quoted(_ name: some StringProtocol) -> String {
    let scalars = name.unicodeScalars
    let shown = String(String.UnicodeScalarView(scalars.prefix(60)))
    return "`" + Diagnostic.visible(shown) + (scalars.dropFirst(60).isEmpty ? "" : "…") + "`"
}
