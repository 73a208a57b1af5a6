/// A node of a page's tree, which is an array of nodes in document order.
struct Node: Equatable {
    enum Kind: UInt8 {
        case paragraph, heading, list, item, blockQuote, codeBlock, htmlBlock, thematicBreak
        case text, softBreak, lineBreak, code, html, emphasis, strong, link, image

        var isBlock: Bool { rawValue <= Kind.thematicBreak.rawValue }
    }

    /// Properties of a list or a code block.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let ordered = Self(rawValue: 1)
        static let tight = Self(rawValue: 2)
        static let parenthesis = Self(rawValue: 4)
        static let fenced = Self(rawValue: 8)
        static let closed = Self(rawValue: 16)
    }

    let kind: Kind
    var flags: Flags = []
    /// A heading's level.
    var level: UInt8 = 0
    /// A list's first number, or a fence's length.
    var number: UInt32 = 0
    /// Offsets in the source, the end one past the last byte.
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// The index of the next node that is not a descendant of this one.
    var next: UInt32 = 0
    /// The offset of the node's strings: the literal or the URL, followed by the info string or the title.
    var stringStart: UInt32 = 0
    var stringCount: UInt32 = 0
    var extraCount: UInt32 = 0
}
