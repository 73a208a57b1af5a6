/// What an address begins with, before the first colon.
package enum AddressScheme: Sendable, Equatable {
    /// A path, a query or a fragment.
    case none
    case web
    case mail
    /// Another, such as `javascript` or `data`.
    case other

    /// Reads it as browsers do: white space and control characters before and in it count for nothing.
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

    /// Whether following it can at most show another page or begin a letter.
    package var isHarmless: Bool { self != .other }

    static let known: [String: Self] = ["http": .web, "https": .web, "mailto": .mail]
}
