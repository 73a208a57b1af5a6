/// The files this program was built with: what it is to judge by, and what it needs to judge Python's classes.
public enum Carried {
    /// The pages of the specification, with their paths as in the project.
    public static var pages: [(path: String, bytes: [UInt8])] {
        CarriedFiles.all.filter { $0.path.hasSuffix(".md") }.map { ($0.path, Array($0.text.utf8)) }
    }

    /// The pictures that the pages show, with their paths below the pages' folder.
    public static var images: [(path: String, text: String)] {
        files(in: "Docs/").filter { $0.path.hasSuffix(".svg") }
    }

    /// The adapter that hosts a Python class over the protocol: its files, with their paths below its folder.
    public static var pythonAdapter: [(path: String, text: String)] { files(in: "Conformance/adapters/python/") }

    /// What every page of the site is filled into.
    public static var siteTemplates: [(path: String, text: String)] { files(in: "Sources/Site/Templates/") }

    /// The site's own style, scripts and pictures.
    public static var siteAssets: [(path: String, text: String)] { files(in: "Sources/Site/Assets/") }

    private static func files(in folder: String) -> [(path: String, text: String)] {
        CarriedFiles.all.filter { $0.path.hasPrefix(folder) }.map { (String($0.path.dropFirst(folder.count)), $0.text) }
    }
}
