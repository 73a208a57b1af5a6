import Foundation

/// The message of a failed case, split into its parts.
struct FailureMessage {
    let reason: String
    /// Nil if the message has another form; the reason is then the whole message.
    let difference: (expected: String, actual: String)?

    init(_ message: String) {
        guard let expected = message.range(of: "\nexpected: "),
            let actual = message.range(of: "\nactual: ", options: .backwards),
            expected.upperBound <= actual.lowerBound
        else {
            reason = message
            difference = nil
            return
        }
        reason = String(message[..<expected.lowerBound])
        difference = (
            String(message[expected.upperBound..<actual.lowerBound]), String(message[actual.upperBound...])
        )
    }
}
