import Foundation
import Site

/// The site as it is now, for a server: its files, and when each changed last.
package actor LiveSite {
    private var files: [String: [UInt8]] = [:]
    private var versions: [String: Int] = [:]
    /// Counts the changes.
    private(set) var version = 0

    package init() {}

    /// Takes a site's place by another; returns how many files are new, changed or gone.
    @discardableResult
    package func update(_ site: RenderedSite, images: (String) -> Data?) -> Int {
        // What a rebuilding keeps are the same arrays: comparing them takes no time.
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
