import Diagnostics

/// A site: its files by their paths, all below one folder.
package struct RenderedSite: Sendable {
    package internal(set) var files: [String: [UInt8]] = [:]
    /// The pictures that pages show, as paths below the pages' folder: to be put beside the files.
    package internal(set) var images: [String] = []
    /// Pictures in the place of a file of the site's own.
    var hiddenImages: [String] = []
    /// What pages have and the site has not, with each page's path.
    var leftOut: [(path: String, what: RenderedPage.LeftOut)] = []

    /// A site without files.
    package init() {}
}

extension RenderedSite {
    /// A line for each page of which something was left out, saying what.
    package var remarks: [String] {
        let hidden = hiddenImages.map { "the picture \($0) is left out: the site has a file of that name" }
        return hidden
            + leftOut.map { path, what in
                let parts = [
                    (what.html, "piece", "of raw HTML"), (what.links, "link", "that may do harm"),
                    (what.images, "image", "that is no file beside the pages"),
                ]
                let told = parts.filter { $0.0 > 0 }.map { "\(counted($0.0, $0.1)) \($0.2)" }
                return "\(path): left out \(told.joined(separator: ", "))"
            }
    }
}
