import JupyterMessages
import TaskDatabases
import Wire

/// What the Hub wants done.
package enum HubEffect: Sendable {
    /// Send a message to the client or engine that asked.
    case reply(HubReply)
    /// Send a message to all clients.
    case notify(_ type: String, JSONObject, parent: [UInt8])
    /// Write to the task database.
    case write(DatabaseWrite)
    /// Ask the task database, and hand the answer to ``TaskHub/receive(_:at:)``.
    case ask(DatabaseQuestion)
    /// An engine can be given tasks.
    case engineArrived(_ uuid: String)
    /// An engine is gone.
    case engineLeft(_ uuid: String)
    /// Schedule a task as if a client had sent it.
    case submit(Envelope)
    /// Save ``TaskHub/engineState``.
    case saveEngines
    /// End the controller, once the replies have been sent.
    case shutDown
}

/// Whom a reply goes to.
package struct HubAddress: Sendable {
    /// The routing frames of the peer.
    package let identities: [[UInt8]]
    /// The header of the request, as received.
    package let parent: [UInt8]

    /// Creates an address.
    package init(identities: [[UInt8]], parent: [UInt8] = SignedMessage.emptyObject) {
        self.identities = identities
        self.parent = parent
    }
}

/// A reply of the Hub.
package struct HubReply: Sendable {
    /// Whom it goes to.
    package let address: HubAddress
    /// The kind of message: `queue_reply`.
    package let type: String
    /// The content as JSON. It may be large, and is encoded where the reply is made: away from the sockets' thread.
    package let content: [UInt8]
    /// Raw bytes after the content.
    package let buffers: [[UInt8]]

    init(_ address: HubAddress, _ type: String, _ content: JSONObject, buffers: [[UInt8]] = []) {
        self.address = address
        self.type = type
        self.content = JSON.object(content).bytes
        self.buffers = buffers
    }

    init(_ address: HubAddress, _ type: String, _ error: ErrorContent) {
        self.init(address, type, error.content)
    }

    /// A reply that says nothing but that all went well.
    static func done(_ address: HubAddress, _ type: String) -> HubReply {
        HubReply(address, type, JSONObject([("status", "ok")]))
    }
}
