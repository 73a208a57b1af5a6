import Markdown

/// A page's content as HTML, and what else the site tells of it.
struct RenderedPage: Sendable {
    let content: [UInt8]
    let headings: [Heading]
    /// The page's part of the search index, as JSON.
    let searchEntries: [UInt8]
    /// The files beside the page that it shows, as paths below the pages' folder.
    let images: [String]
    let leftOut: LeftOut

    struct Heading: Sendable {
        let level: Int
        let slug: String
        /// The heading's inlines, without links.
        let html: String
        let text: String
    }

    /// What the page has and its rendering has not.
    struct LeftOut: Sendable, Equatable {
        /// Pieces of raw HTML that are no comments.
        var html = 0
        /// Addresses that lead elsewhere than to a page, a file or a mailbox.
        var links = 0
        /// Images that are not files beside the page.
        var images = 0
    }
}
