import Foundation
import Site

/// The folder a site is written to.
struct SiteFolder {
    private let url: URL
    /// Lists what was written, a path a line, so that a later rendering can remove what is no more.
    private static let list = ".taskdb-site"

    init(_ path: String) { url = URL(fileURLWithPath: path) }

    /// Writes a site and the pictures it shows, and returns the number of files.
    func write(_ site: Site, images: (String) -> Data?) throws -> Int {
        let manager = FileManager.default
        var files = site.files.mapValues { Data($0) }
        for path in site.images { files[path] = images(path) }
        let paths = files.keys.sorted()
        for path in Set(writtenBefore).subtracting(paths) { try? manager.removeItem(at: url.appending(path: path)) }
        let folders = Set(paths.map { ($0 as NSString).deletingLastPathComponent })
        for folder in folders {
            try manager.createDirectory(at: url.appending(path: folder), withIntermediateDirectories: true)
        }
        for path in paths { try files[path]?.write(to: url.appending(path: path)) }
        try Data((paths.joined(separator: "\n") + "\n").utf8).write(to: url.appending(path: Self.list))
        return paths.count
    }

    /// Only paths that stay in the folder: the list is a file like any other.
    private var writtenBefore: [String] {
        guard let data = FileManager.default.contents(atPath: url.appending(path: Self.list).path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
    }
}
