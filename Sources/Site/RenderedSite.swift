import Diagnostics

/// A rendered site: its files by their paths relative to the site's folder.
package struct RenderedSite: Sendable {
    /// The content of each file by its path.
    package internal(set) var files: [String: [UInt8]] = [:]
    /// The images that pages show, as paths below the pages' folder; the caller copies them to the same paths.
    package internal(set) var images: [String] = []
    /// Images that are not copied because a file of the site has the same path.
    var hiddenImages: [String] = []
    /// What was left out of pages, with each page's path.
    var omissions: [(path: String, counts: RenderedPage.Omissions)] = []

    /// Creates a site without files.
    package init() {}
}

extension RenderedSite {
    /// Warnings, one line each: images and parts of pages that were left out.
    package var remarks: [String] {
        let hidden = hiddenImages.map { "the image \($0) is left out: the site has a file with that name" }
        return hidden
            + omissions.map { path, counts in
                let parts = [
                    (counts.html, "piece", " of raw HTML"), (counts.links, "unsafe link", ""),
                    (counts.images, "image", " outside the pages' folder or of an unsupported type"),
                ]
                let phrases = parts.filter { $0.0 > 0 }.map { "\(counted($0.0, $0.1))\($0.2)" }
                return "\(path): left out \(phrases.joined(separator: ", "))"
            }
    }
}
