import Diagnostics

/// An error in a setting, without its place; the caller that knows the place makes it a diagnostic.
struct RejectedSetting: Error {
    let message: String
    let note: String?

    init(_ message: String, note: String? = nil) {
        self.message = message
        self.note = note
    }
}

/// Quotes a name for a message: escapes control characters and truncates to 60 characters.
func quoted(_ name: some StringProtocol) -> String {
    let scalars = name.unicodeScalars
    let shown = String(String.UnicodeScalarView(scalars.prefix(60)))
    return "`" + shown.onOneLine + (scalars.dropFirst(60).isEmpty ? "" : "…") + "`"
}
