/// The settings by which ipyparallel before version 7 named the port of one channel. Old configurations have them.
extension ControllerTrait {
    static let channelPorts =
        [
            channelPort("regport", alias: "port", client: nil, engine: "registration", "The port of registrations."),
            channelPort("notifier_port", client: "notification", engine: nil, "The port of notifications."),
        ]
        + ["mux", "control", "task", "iopub"].map { channel in
            channelPorts(channel, "The ports of the channel \(channel) for clients and for engines.") {
                ports, options in
                options.clientChannelPorts[channel] = ports.0
                options.engineChannelPorts[channel] = ports.1
            }
        } + [
            channelPorts("hb", "The ports of heartbeats: one for pings, one for their answers.") { ports, options in
                options.engineChannelPorts["hb_ping"] = ports.0
                options.engineChannelPorts["hb_pong"] = ports.1
            }
        ]

    private static func channelPort(
        _ name: String, alias: String? = nil, client: String?, engine: String?, _ help: String
    ) -> ControllerTrait {
        var trait = make("IPController.\(name)", alias: alias, help, "a port, 1 to 65535") { value, options in
            guard let port = value.number, (1...65535).contains(port) else { return false }
            if let client { options.clientChannelPorts[client] = port }
            if let engine { options.engineChannelPorts[engine] = port }
            return true
        }
        trait.warning = warning(name)
        return trait
    }

    private static func channelPorts(
        _ name: String, _ help: String, _ set: @escaping @Sendable ((Int, Int), inout ControllerOptions) -> Void
    ) -> ControllerTrait {
        var trait = make("IPController.\(name)", help, "two ports, such as (10001, 10002)") { value, options in
            guard let ports = value.ports, ports.count == 2 else { return false }
            set((ports[0], ports[1]), &options)
            return true
        }
        trait.warning = warning(name)
        return trait
    }

    private static func warning(_ name: String) -> String {
        "`IPController.\(name)` is deprecated since ipyparallel 7. Use `IPController.ports`."
    }
}
