/// The scheme of an address: the part before the first colon.
package enum AddressScheme: Sendable, Equatable {
    /// No scheme: a path, a query or a fragment.
    case none
    case web
    case mail
    /// Another scheme, such as `javascript` or `data`.
    case other

    /// Reads the scheme as browsers do, ignoring white space and control characters.
    package init(of address: some Sequence<UInt8>) {
        var scheme: [UInt8] = []
        for byte in address {
            switch byte {
            case 0...0x20, 0x7F: continue
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                self = .none
                return
            case UInt8(ascii: ":"):
                self = Self.known[String(decoding: scheme, as: UTF8.self).lowercased()] ?? .other
                return
            default: scheme.append(byte)
            }
        }
        self = .none
    }

    /// Whether following the address can only open a page or begin an e-mail.
    package var isHarmless: Bool { self != .other }

    static let known: [String: Self] = ["http": .web, "https": .web, "mailto": .mail]
}
