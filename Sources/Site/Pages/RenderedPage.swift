import Markdown

/// A page's content as HTML, and the parts of it that other pages and the search index use.
struct RenderedPage: Sendable {
    let content: [UInt8]
    let headings: [Heading]
    /// The page's part of the search index, as JSON.
    let searchEntries: [UInt8]
    /// The image files that the page shows, as paths below the pages' folder.
    let images: [String]
    let omissions: Omissions

    struct Heading: Sendable {
        let level: Int
        let slug: String
        /// The heading's inlines, without links.
        let html: String
        let text: String
    }

    /// How many pieces of the page were left out of its HTML.
    struct Omissions: Sendable, Equatable {
        /// Pieces of raw HTML other than comments.
        var html = 0
        /// Links whose scheme is neither http, https nor mailto.
        var links = 0
        /// Images outside the pages' folder or of an unsupported type.
        var images = 0
    }
}
