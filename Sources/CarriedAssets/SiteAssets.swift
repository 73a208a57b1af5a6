/// What the site is made of besides the pages, as this build carries it.
package enum SiteAssets {
    /// The pictures that the pages show; paths are below the pages' folder.
    package static var images: [(path: String, text: String)] { files(in: "Docs/") }

    /// The templates that pages are filled into; paths are file names.
    package static var templates: [(path: String, text: String)] { files(in: "Sources/Site/Templates/") }

    /// The style sheet, scripts and icons; paths are file names.
    package static var files: [(path: String, text: String)] { files(in: "Sources/Site/Assets/") }

    private static func files(in folder: String) -> [(path: String, text: String)] {
        CarriedFiles.all.filter { $0.path.hasPrefix(folder) }.map { (String($0.path.dropFirst(folder.count)), $0.text) }
    }
}
