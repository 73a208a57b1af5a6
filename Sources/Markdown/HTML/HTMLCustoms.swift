/// In what a rendering differs from CommonMark's own. A conforming type is asked about each block before it is written,
/// and about each address.
public protocol HTMLCustoms {
    /// Before a block is written. True: it is written already, as it should be, with all it holds.
    mutating func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool
    /// After the name in a block's opening tag.
    mutating func writeAttributes(of block: Block, _ html: inout HTMLWriter)
    /// Just before a block's closing tag.
    mutating func finish(_ block: Block, _ html: inout HTMLWriter)
    /// Just after a block's closing tag.
    mutating func writeAfter(_ block: Block, _ html: inout HTMLWriter)
    /// Where a link leads, or an image is: the address as the page has it, entities and escapes resolved.
    mutating func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination
}

/// What becomes of an address.
public enum HTMLDestination: Sendable {
    case asWritten
    case other(String)
    /// The link or the image is told by its text.
    case refused
}

extension HTMLCustoms {
    public mutating func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool { false }
    public mutating func writeAttributes(of block: Block, _ html: inout HTMLWriter) {}
    public mutating func finish(_ block: Block, _ html: inout HTMLWriter) {}
    public mutating func writeAfter(_ block: Block, _ html: inout HTMLWriter) {}

    public mutating func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination {
        AddressScheme(of: address).isHarmless ? .asWritten : .refused
    }
}

/// CommonMark's own rendering, without raw HTML and harmful addresses.
public struct PlainHTML: HTMLCustoms {
    public init() {}
}
