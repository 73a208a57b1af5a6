import Conformance
import Diagnostics
import Foundation
import Specification
import Support
import SystemPackage

/// Pages that are read again only if their file changed.
struct WatchedPages {
    private let docs: DocsOption
    private var known: [String: (mark: Stat, page: ReadPage)] = [:]

    /// Returns the file's status, which changes when it is written; nil for a missing file.
    private static func mark(of path: String) -> Stat? {
        guard var mark = try? FilePath(path).stat() else { return nil }
        // The time of the last read does not matter.
        mark.st_atim = mark.st_mtim
        return mark
    }

    init(_ docs: DocsOption) { self.docs = docs }

    /// Whether a page is new, changed or removed since the pages were read. Built-in pages never change.
    var haveChanged: Bool {
        guard let marks = try? marks() else { return false }
        return marks != known.mapValues(\.mark)
    }

    /// - Throws: if the directory cannot be read.
    mutating func read() throws -> (suite: Suite, diagnostics: [Diagnostic]) {
        guard docs.directory != nil else { return try docs.loadSuite() }
        let marks = try marks()
        let changed = marks.filter { known[$0.key]?.mark != $0.value }.map(\.key)
        let pages = changed.inParallel { path in
            ReadPage(path: path, bytes: (try? WholeFile.bytes(of: path, isRegular: true)) ?? [])
        }
        known = known.filter { marks[$0.key] != nil }
        for (path, page) in zip(changed, pages) {
            if let mark = marks[path] { known[path] = (mark, page) }
        }
        return Suite.link(known.values.map(\.page), version: SuiteVersion.current)
    }

    private func marks() throws -> [String: Stat] {
        guard let directory = docs.directory else { return [:] }
        var marks: [String: Stat] = [:]
        for path in try Suite.pagePaths(in: directory) {
            marks[path] = Self.mark(of: path)
        }
        return marks
    }
}
