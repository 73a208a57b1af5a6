import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Specification
import Support
import SystemPackage

/// Pages that are read again only where their file changed.
struct WatchedPages {
    private let docs: DocsOption
    private var known: [String: (mark: Stat, page: ReadPage)] = [:]

    /// What tells that a file was written, without reading it; nil for a file that is not there. Foundation would also
    /// look up who it belongs to, a thousand times a second.
    private static func mark(of path: String) -> Stat? {
        guard var mark = try? FilePath(path).stat() else { return nil }
        // When it was last read is of no interest.
        mark.st_atim = mark.st_mtim
        return mark
    }

    init(_ docs: DocsOption) { self.docs = docs }

    /// Whether a page is new, changed or gone since they were read. Carried pages never change.
    var haveChanged: Bool {
        guard let marks = try? marks() else { return false }
        return marks != known.mapValues(\.mark)
    }

    /// - Throws: where the directory cannot be read.
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
