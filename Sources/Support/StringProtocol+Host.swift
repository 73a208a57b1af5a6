extension StringProtocol {
    /// Whether the host of an HTTP request, with or without a port, is one of this machine's own names.
    ///
    /// A page of the web can have this machine's address under a name of its own (DNS rebinding), and must not read what is
    /// served here.
    package var isHostOfThisMachine: Bool {
        let name = hasPrefix("[") ? prefix { $0 != "]" } + "]" : prefix { $0 != ":" } + ""
        let port = dropFirst(name.count)
        return ["127.0.0.1", "localhost", "[::1]"].contains(name.lowercased())
            && (port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy { ("0"..."9").contains($0) })
    }
}
