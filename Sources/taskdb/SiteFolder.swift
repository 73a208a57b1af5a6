import Foundation
import Parallel
import Site
import SystemPackage

/// The folder a site is written to.
struct SiteFolder {
    private let url: URL
    /// Lists what was written, a path a line, so that a later rendering can remove what is no more.
    private static let list = ".taskdb-site"

    init(_ path: String) { url = URL(fileURLWithPath: path) }

    /// Writes a site and the pictures it shows, and returns the number of files.
    func write(_ site: Site, images: (String) -> Data?) throws -> Int {
        let manager = FileManager.default
        var files = site.files
        for path in site.images { files[path] = images(path).map { [UInt8]($0) } }
        let paths = files.keys.sorted()
        for path in Set(writtenBefore).subtracting(paths) { try? manager.removeItem(at: url.appending(path: path)) }
        for folder in Set(paths.map { ($0 as NSString).deletingLastPathComponent }) {
            try manager.createDirectory(at: url.appending(path: folder), withIntermediateDirectories: true)
        }
        let base = url.path
        let failures = files.sorted { $0.key < $1.key }.inParallel { path, bytes in
            Self.write(bytes, to: "\(base)/\(path)") ? nil : path
        }
        if let path = failures.compactMap(\.self).first {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
        try Data((paths.joined(separator: "\n") + "\n").utf8).write(to: url.appending(path: Self.list))
        return paths.count
    }

    /// Straight into the file: a site is many small ones. One that says the same already is left alone, with its date.
    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard
            let file = try? FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        else { return false }
        let result: Void? = try? file.closeAfter {
            guard try !holds(bytes, file) else { return }
            // Made empty first, an old file would be brought to the disk when it is closed.
            try file.writeAll(toAbsoluteOffset: 0, bytes)
            try file.resize(to: Int64(bytes.count))
        }
        return result != nil
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
        guard let data = FileManager.default.contents(atPath: url.appending(path: Self.list).path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
    }
}
