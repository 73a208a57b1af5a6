import Diagnostics
import FoundationEssentials
import Markdown
import Support

extension Suite {
    /// Reads all `*.md` files of a directory, without its subdirectories and hidden files. Diagnostics name each page as
    /// `directory/file`.
    ///
    /// - Throws: ``PagesError`` if the directory or a page cannot be read, or there is no page.
    package static func load(
        directory: String, version: String = "1"
    ) throws(PagesError) -> (suite: Suite, diagnostics: [Diagnostic]) {
        var pages: [(path: String, bytes: [UInt8])] = []
        for path in try pagePaths(in: directory) {
            do {
                pages.append((path, try WholeFile.bytes(of: path, isRegular: true)))
            } catch {
                throw PagesError(code: .unreadablePage, path: path, underlying: error)
            }
        }
        return load(pages: pages, version: version)
    }

    /// The paths of a directory's pages, as diagnostics name them.
    ///
    /// - Throws: ``PagesError`` if the directory cannot be read, or there is no page.
    package static func pagePaths(in directory: String) throws(PagesError) -> [String] {
        let base = directory.hasSuffix("/") ? directory : directory + "/"
        return try names(in: directory).map { base + $0 }
    }

    /// The files that look like pages and are not read, as paths relative to the directory: those in subdirectories, and those
    /// with another ending such as `.markdown`. Hidden files are left out, and at most 10,000 files are examined.
    package static func unreadPages(in directory: String) -> [String] {
        var unread: [String] = []
        var left = 10_000
        var folders = [""]
        while let folder = folders.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
            for name in names.sorted() where !name.hasPrefix(".") && left > 0 {
                left -= 1
                let path = folder + name
                let ending = name.lowercased()
                if ending.hasSuffix(".md") || ending.hasSuffix(".markdown") {
                    if !folder.isEmpty || !name.hasSuffix(".md") { unread.append(path) }
                } else if isFolder("\(directory)/\(path)") {
                    folders.append(path + "/")
                }
            }
        }
        return unread.sorted()
    }

    /// Symbolic links are not followed, since they may be circular.
    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    private static func names(in directory: String) throws(PagesError) -> [String] {
        let manager = FileManager.default
        var isDirectory = false
        guard manager.fileExists(atPath: directory, isDirectory: &isDirectory) else {
            throw PagesError(code: .missing, path: directory)
        }
        guard isDirectory else { throw PagesError(code: .notADirectory, path: directory) }
        let all: [String]
        do {
            all = try manager.contentsOfDirectory(atPath: directory)
        } catch {
            throw PagesError(code: .unreadable, path: directory, underlying: FileFailure(error))
        }
        let names = all.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
        guard !names.isEmpty else { throw PagesError(code: .noPages, path: directory) }
        return names
    }
}
