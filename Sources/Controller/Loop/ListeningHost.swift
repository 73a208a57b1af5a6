import ControllerConfiguration
import Foundation
import Sockets

/// The host of an address to listen at. ZeroMQ binds to addresses and interfaces only, and peers connect to no interface.
enum ListeningHost {
    /// The IPv4 address of a host name or a network interface; `*` and an address stay as they are.
    ///
    /// - Throws: ``ControllerFailure`` for a name that stands for no such address.
    static func address(of host: String) throws(ControllerFailure) -> String {
        var four = in_addr()
        var six = in6_addr()
        if host == "*" || inet_pton(AF_INET, host, &four) == 1 { return host }
        if inet_pton(AF_INET6, host, &six) == 1 {
            throw ControllerFailure("cannot listen at \(host): only IPv4 is supported; \(advice)")
        }
        if let address = addressOfInterface(host) ?? resolved(host) { return address }
        throw ControllerFailure(
            "cannot listen at \(host): it is neither an IPv4 address nor the name of a host or a network interface; "
                + advice)
    }

    /// The same for `tcp://host`.
    static func interface(_ interface: String) throws(ControllerFailure) -> String {
        guard let host = interface.wholeMatch(of: #/tcp://(.+)/#)?.output.1 else { return interface }
        return "tcp://\(try address(of: String(host)))"
    }

    /// Why a socket cannot be bound, with what to do.
    static func failure(_ error: SocketError) -> ControllerFailure {
        switch error.number {
        case EADDRINUSE:
            ControllerFailure(
                "\(error); another program listens there, perhaps a controller: choose other ports with --ports")
        case EADDRNOTAVAIL: ControllerFailure("\(error); no network interface has this address: \(advice)")
        case EACCES: ControllerFailure("\(error); choose other ports with --ports")
        default: ControllerFailure("\(error)", isOfConfiguration: false)
        }
    }

    private static let advice = "choose an address of this machine with --ip, or * for all"

    private static func addressOfInterface(_ name: String) -> String? {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }) {
            guard let entry, let address = entry.pointee.ifa_addr, address.pointee.sa_family == AF_INET,
                String(cString: entry.pointee.ifa_name) == name
            else { continue }
            return text(address)
        }
        return nil
    }

    private static func resolved(_ name: String) -> String? {
        var hints = addrinfo()
        hints.ai_family = AF_INET
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &found) == 0 else { return nil }
        defer { freeaddrinfo(found) }
        return found?.pointee.ai_addr.flatMap { text($0) }
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard getnameinfo(address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
