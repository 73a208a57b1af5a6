/// Changes CommonMark's own rendering of a page. The methods are called for each block and each address, in order, and may
/// collect what they see.
package protocol HTMLCustoms: AnyObject {
    /// Called before a block is written. Returns true if it has written the block and its children itself.
    func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool
    /// Called after the name in a block's opening tag.
    func writeAttributes(of block: Block, _ html: inout HTMLWriter)
    /// Called before a block's closing tag.
    func finish(_ block: Block, _ html: inout HTMLWriter)
    /// Called after a block's closing tag.
    func writeAfter(_ block: Block, _ html: inout HTMLWriter)
    /// Returns the address to write for a link or an image, whose address on the page has entities and escapes resolved.
    func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination
}

/// The address to write for a link or an image.
package enum HTMLDestination: Sendable {
    case asWritten
    case other(String)
    /// Only the text of the link or the image is written.
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

/// CommonMark's own rendering, without raw HTML and unsafe addresses.
package final class PlainHTML: HTMLCustoms {
    package init() {}
}
