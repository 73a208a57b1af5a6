import ControllerConfiguration

/// The ports that the configuration names, which are used in order.
struct PortPool {
    private var client: ArraySlice<Int>
    private var engine: ArraySlice<Int>
    private var common: ArraySlice<Int>
    /// Whether ports were named, but too few.
    private(set) var isExhausted = false
    private let isLimited: Bool

    init(_ options: ControllerOptions) {
        client = options.clientPorts[...]
        engine = options.enginePorts[...]
        common = options.ports[...]
        isLimited = !(client.isEmpty && engine.isEmpty && common.isEmpty)
    }

    mutating func nextForClients() -> Int? { next(client.popFirst()) }
    mutating func nextForEngines() -> Int? { next(engine.popFirst()) }

    /// Nil is any free port.
    private mutating func next(_ own: Int?) -> Int? {
        if let port = own ?? common.popFirst() { return port }
        isExhausted = isLimited
        return nil
    }
}
