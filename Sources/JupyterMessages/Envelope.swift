/// A message with the identities of the peers that it comes from or goes to.
package struct Envelope: Sendable, Equatable {
    /// The routing frames, or the topic, before the delimiter.
    package var identities: [[UInt8]]
    /// The message.
    package var message: SignedMessage

    /// Creates an envelope.
    package init(identities: [[UInt8]], message: SignedMessage) {
        self.identities = identities
        self.message = message
    }

    /// Splits frames; nil if there is no delimiter or too little after it.
    package init?(_ frames: [[UInt8]]) {
        // A buffer can hold the same bytes as the delimiter, so the first one counts.
        guard let place = frames.prefix(Self.mostIdentities + 1).firstIndex(of: SignedMessage.delimiter),
            frames.count >= place + 6
        else { return nil }
        identities = Array(frames[..<place])
        message = SignedMessage(
            signature: frames[place + 1], header: frames[place + 2], parentHeader: frames[place + 3],
            metadata: frames[place + 4], content: frames[place + 5], buffers: Array(frames[(place + 6)...]))
    }

    /// The most routing frames that any peer sends.
    private static let mostIdentities = 8

    /// The frames on the wire.
    package var frames: [[UInt8]] { identities + message.frames }
}
