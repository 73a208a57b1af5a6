import Foundation
import Site

/// The current files of a served site, and the version in which each last changed.
package actor LiveSite {
    private var files: [String: [UInt8]] = [:]
    private var versions: [String: Int] = [:]
    /// The number of updates so far.
    private(set) var version = 0

    /// Creates a site without files.
    package init() {}

    /// Replaces the site; returns how many files were added, changed or removed.
    ///
    /// - Parameter images: returns the content of an image by its path below the pages' folder.
    @discardableResult
    package func update(_ site: RenderedSite, images: (String) -> Data?) -> Int {
        // Unchanged files share their storage with the last build, so comparing them is fast.
        var next = site.files
        for path in site.images { next[path] = images(path).map { [UInt8]($0) } }
        version += 1
        var count = 0
        for path in Set(files.keys).union(next.keys) where files[path] != next[path] {
            versions[path] = version
            count += 1
        }
        files = next
        return count
    }

    func file(_ path: String) -> [UInt8]? { files[path] }
    func version(of path: String) -> Int { versions[path] ?? 0 }
}
