/// In what a rendering differs from CommonMark's own. A conforming type is asked about each block before it is written,
/// and about each address. A class, for it collects what it comes by, and the renderer is compiled once for all of them.
package protocol HTMLCustoms: AnyObject {
    /// Before a block is written. True: it is written already, as it should be, with all it holds.
    func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool
    /// After the name in a block's opening tag.
    func writeAttributes(of block: Block, _ html: inout HTMLWriter)
    /// Just before a block's closing tag.
    func finish(_ block: Block, _ html: inout HTMLWriter)
    /// Just after a block's closing tag.
    func writeAfter(_ block: Block, _ html: inout HTMLWriter)
    /// Where a link leads, or an image is: the address as the page has it, entities and escapes resolved.
    func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination
}

/// What becomes of an address.
package enum HTMLDestination: Sendable {
    case asWritten
    case other(String)
    /// The link or the image is told by its text.
    case refused
}

extension HTMLCustoms {
    package func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool { false }
    package func writeAttributes(of block: Block, _ html: inout HTMLWriter) {}
    package func finish(_ block: Block, _ html: inout HTMLWriter) {}
    package func writeAfter(_ block: Block, _ html: inout HTMLWriter) {}

    package func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination {
        AddressScheme(of: address).isHarmless ? .asWritten : .refused
    }
}

/// CommonMark's own rendering, without raw HTML and harmful addresses.
package final class PlainHTML: HTMLCustoms {
    package init() {}
}
