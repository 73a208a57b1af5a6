extension StringProtocol {
    /// Whether the host of an HTTP request, with or without a port, is one of this machine's own names.
    ///
    /// A page of the web can have this machine's address under a name of its own (DNS rebinding), and must not read what is
    /// served here.
    package var isHostOfThisMachine: Bool {
        let host = lowercased()
        return ["127.0.0.1", "localhost", "[::1]"].contains { name in
            guard host.hasPrefix(name) else { return false }
            let port = host.dropFirst(name.count)
            return port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy { ("0"..."9").contains($0) }
        }
    }
}
