import JupyterMessages
import Wire

/// What clients and engines must know to connect: the contents of the connection files.
package struct ConnectionInfo: Sendable, Equatable {
    /// The ports of one side, by channel.
    package struct Side: Sendable, Equatable {
        /// `tcp://127.0.0.1`, without a port.
        package var interface: String
        package var ssh: String
        package var ports: [String: Int] = [:]
        /// The ports for broadcasts: of the client's side one, of the engines' one for each leaf.
        package var broadcast: [Int] = []
    }

    package var client: Side
    package var engine: Side
    package var scheme: String
    package var key: String
    package var curveServerKey: String?
    package var location: String

    /// The channels of each side, in the order in which ports are used.
    static let engineChannels = ["registration", "control", "mux", "task", "iopub", "hb_ping", "hb_pong"]
    static let clientChannels = ["registration", "control", "mux", "task", "iopub", "notification"]

    /// The connection file of clients.
    package var clientFile: JSON {
        var members = Self.members(
            client, Self.clientChannels, broadcast: client.broadcast.first.map(JSON.integer) ?? .null)
        if let place = members.firstIndex(where: { $0.0 == "iopub" }) {
            members.insert(("task_scheme", .string(scheme)), at: place)
        }
        return .object(JSONObject([("ssh", .string(client.ssh))] + members + common))
    }

    /// The connection file of engines.
    package var engineFile: JSON {
        .object(JSONObject([("ssh", .string(engine.ssh))] + engineMembers + common))
    }

    /// What an engine that registers is told.
    package var engineAddresses: JSONObject { JSONObject(engineMembers) }

    private var engineMembers: [(String, JSON)] {
        Self.members(engine, Self.engineChannels, broadcast: .array(engine.broadcast.map(JSON.integer)))
    }

    private static func members(_ side: Side, _ channels: [String], broadcast: JSON) -> [(String, JSON)] {
        [("interface", .string(side.interface))] + channels.map { ($0, .integer(side.ports[$0] ?? 0)) }
            + [("broadcast", broadcast)]
    }

    private var common: [(String, JSON)] {
        [
            ("key", .string(key)), ("curve_serverkey", curveServerKey.map(JSON.string) ?? .null),
            ("location", .string(location)), ("pack", "json"), ("unpack", "json"),
            ("signature_scheme", "hmac-sha256"),
        ]
    }
}

extension ConnectionInfo {
    /// Reads the two files of a controller before.
    ///
    /// - Throws: ``ReuseError`` if they do not belong together or something is missing.
    package init(clientFile: JSON, engineFile: JSON) throws(ReuseError) {
        for name in ["key", "registration", "pack", "unpack", "signature_scheme"]
        where clientFile[name] != engineFile[name] {
            throw ReuseError(reason: "mismatch between engine and client info: '\(name)'")
        }
        client = try Self.side(clientFile, Self.clientChannels, "client")
        engine = try Self.side(engineFile, Self.engineChannels, "engine")
        guard let key = engineFile["key"]?.text else { throw ReuseError(reason: "the engine file has no key") }
        self.key = key
        scheme = clientFile["task_scheme"]?.text ?? "leastload"
        curveServerKey = engineFile["curve_serverkey"]?.text
        location = engineFile["location"]?.text ?? ""
    }

    private static func side(_ file: JSON, _ channels: [String], _ name: String) throws(ReuseError) -> Side {
        guard let interface = file["interface"]?.text else {
            throw ReuseError(reason: "the \(name) file has no interface")
        }
        var side = Side(interface: interface, ssh: file["ssh"]?.text ?? "")
        for channel in channels {
            guard let port = file[channel]?.number, (1...65535).contains(port) else {
                throw ReuseError(reason: "the \(name) file has no port for '\(channel)'")
            }
            side.ports[channel] = port
        }
        side.broadcast = (file["broadcast"]?.elements ?? file["broadcast"].map { [$0] } ?? []).compactMap(\.number)
        guard !side.broadcast.isEmpty else { throw ReuseError(reason: "the \(name) file has no port for 'broadcast'") }
        return side
    }
}

/// Why the connection files of the previous controller cannot be used.
package struct ReuseError: Error, CustomStringConvertible {
    let reason: String
    package var description: String { reason }
}
