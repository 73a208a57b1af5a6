import Diagnostics
import Foundation
import Site
import Support
import SystemPackage

/// The folder a site is written to.
struct SiteFolder {
    private let url: URL
    /// Lists the files that were written, a path a line, so that a later rendering can remove old ones.
    private static let list = ".taskdb-site"

    init(_ path: String) { url = URL(fileURLWithPath: path) }

    /// Writes a site and its pictures; returns the number of files.
    ///
    /// - Throws: ``CommandError`` if the folder has files at the same paths that no rendering wrote; then nothing is
    ///   written.
    func write(_ site: RenderedSite, images: (String) -> Data?) throws -> Int {
        let manager = FileManager.default
        var files = site.files
        for path in site.images { files[path] = images(path).map { [UInt8]($0) } }
        let paths = files.keys.sorted()
        let before = Set(writtenBefore)
        try checkForeign(paths.filter { !before.contains($0) && isThere($0) })
        for path in before.subtracting(paths) { try? manager.removeItem(at: url.appending(path: path)) }
        for folder in Set(paths.map { ($0 as NSString).deletingLastPathComponent }) {
            try manager.createDirectory(at: url.appending(path: folder), withIntermediateDirectories: true)
        }
        // Written first: after an interrupted rendering, its files are known.
        try writeList(before.union(paths).sorted())
        let base = url.path
        let failures = files.sorted { $0.key < $1.key }.inParallel { path, bytes in
            Self.write(bytes, to: "\(base)/\(path)").map { (path, $0) }
        }
        if let (path, failure) = failures.compactMap(\.self).first {
            throw CommandError.file(failure, "\(base)/\(path) cannot be written")
        }
        try writeList(paths)
        return paths.count
    }

    private func writeList(_ paths: [String]) throws {
        try WholeFile.write(Array((paths.joined(separator: "\n") + "\n").utf8), to: url.appending(path: Self.list).path)
    }

    /// Whether there is anything at a path, even a broken link.
    private func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: url.appending(path: path).path)) != nil
    }

    private func checkForeign(_ paths: [String]) throws {
        guard let first = paths.first else { return }
        let more = paths.count > 1 ? " and \(counted(paths.count - 1, "other file"))" : ""
        throw CommandError.usage(
            "\(url.path) holds \(first)\(more) that no rendering wrote: they would be overwritten; "
                + "move them away, or name another folder")
    }

    /// Writes a file in place; a file with the same contents is left alone, with its date.
    private static func write(_ bytes: [UInt8], to path: String) -> FileFailure? {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                guard try !holds(bytes, file) else { return }
                // A file that is truncated first is flushed to the disk when it is closed.
                try file.writeAll(toAbsoluteOffset: 0, bytes)
                try file.resize(to: Int64(bytes.count))
            }
            return nil
        } catch {
            return FileFailure(error, at: path)
        }
    }

    private static func holds(_ bytes: [UInt8], _ file: FileDescriptor) throws -> Bool {
        guard try file.stat().size == bytes.count else { return false }
        let held = try [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            while count < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = try file.read(fromAbsoluteOffset: Int64(count), into: rest)
                guard read > 0 else { return }
                count += read
            }
        }
        return held == bytes
    }

    /// Only paths that stay in the folder: the list is a file like any other.
    private var writtenBefore: [String] {
        guard let list = try? WholeFile.bytes(of: url.appending(path: Self.list).path, isRegular: true) else {
            return []
        }
        return String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
    }
}
