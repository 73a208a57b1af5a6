/// A message of the Jupyter protocol as it is on the wire. No part is parsed, so that a relay keeps every byte.
package struct SignedMessage: Sendable, Equatable {
    /// 64 hexadecimal digits, or nothing where messages are not signed.
    package var signature: [UInt8]
    /// The header: a JSON object.
    package var header: [UInt8]
    /// The header of the request that the message answers, or `{}`.
    package var parentHeader: [UInt8]
    /// A JSON object.
    package var metadata: [UInt8]
    /// A JSON object.
    package var content: [UInt8]
    /// Raw bytes, which are not signed.
    package var buffers: [[UInt8]]

    /// Creates a message.
    package init(
        signature: [UInt8] = [], header: [UInt8], parentHeader: [UInt8] = emptyObject,
        metadata: [UInt8] = emptyObject, content: [UInt8] = emptyObject, buffers: [[UInt8]] = []
    ) {
        self.signature = signature
        self.header = header
        self.parentHeader = parentHeader
        self.metadata = metadata
        self.content = content
        self.buffers = buffers
    }

    /// The JSON object without members.
    package static let emptyObject = Array("{}".utf8)

    /// The frame between the identities and the message.
    package static let delimiter = Array("<IDS|MSG>".utf8)

    /// The parts that are signed, in the order in which they are signed.
    package var signedParts: [[UInt8]] { [header, parentHeader, metadata, content] }

    /// The frames of the message, from the delimiter on.
    package var frames: [[UInt8]] { [Self.delimiter, signature] + signedParts + buffers }
}
