import Foundation

/// The message of a case that went otherwise than its page says, taken apart.
struct FailureMessage {
    let reason: String
    /// Nil where the message is of another form; then the reason is all of it.
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
