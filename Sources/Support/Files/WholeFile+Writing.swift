import Foundation
import SystemPackage

extension WholeFile {
    /// Replaces the contents of a file.
    ///
    /// A regular file is replaced atomically, and keeps its owner and permissions. A symbolic link is followed. Devices, pipes,
    /// streams of this process, files with several names, and files in a folder that cannot be written are written in place.
    package static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        do {
            switch try Target(path) {
            case .stream(let stream): _ = try stream.writeAll(bytes)
            case .file(let path): try write(bytes, into: path)
            }
        } catch Errno.noSuchFileOrDirectory {
            throw path.isEmpty ? FileFailure("it has no name") : FileFailure("there is no such folder")
        } catch {
            throw FileFailure(error, at: path)
        }
    }

    private static func write(_ bytes: [UInt8], into path: String) throws {
        let held: Stat?
        do { held = try FilePath(path).stat() } catch Errno.noSuchFileOrDirectory { held = nil }
        let canBeReplaced = held.map { $0.type == .regular && $0.linkCount == 1 } ?? true
        if held != nil, access(path, W_OK) != 0 { throw Errno(rawValue: errno) }
        guard canBeReplaced else { return try fill(path, bytes) }
        do {
            let draft = try Draft(beside: path, like: held)
            try draft.publish(bytes, as: path)
        } catch Draft.Failure.isUnlike where held != nil {
            try fill(path, bytes)
        }
    }

    /// Writes in place.
    private static func fill(_ path: String, _ bytes: [UInt8]) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate], permissions: Draft.permissions)
        try file.closeAfter { _ = try file.writeAll(bytes) }
    }
}

// MARK: - The target of a path

/// What a path refers to.
private enum Target {
    /// An open stream of this process.
    case stream(FileDescriptor)
    /// The path of a file, which is not a link if it exists.
    case file(String)

    /// The number of links that Linux follows.
    private static let mostLinks = 40

    init(_ path: String) throws {
        var path = path
        for _ in 0...Self.mostLinks {
            if let stream = Self.stream(path) {
                self = .stream(stream)
                return
            }
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
                self = .file(path)
                return
            }
            path = FilePath(path).removingLastComponent().pushing(FilePath(target)).string
        }
        throw Errno.tooManySymbolicLinkLevels
    }

    /// Opened again, a redirected stream would be written from its beginning.
    private static func stream(_ path: String) -> FileDescriptor? {
        switch path {
        case "/dev/stdout": return .standardOutput
        case "/dev/stderr": return .standardError
        default:
            let folders = ["/dev/fd/", "/proc/self/fd/"]
            guard let folder = folders.first(where: path.hasPrefix) else { return nil }
            return CInt(path.dropFirst(folder.count)).map { FileDescriptor(rawValue: $0) }
        }
    }
}

// MARK: - Replacing a file

/// A new file in the same folder as another, to replace it.
private final class Draft {
    private let path: String
    private let file: FileDescriptor

    /// The permissions of a new file, to which the process's mask applies.
    static let permissions: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]

    enum Failure: Error {
        /// The file cannot be created, or not with the same owner and permissions.
        case isUnlike
    }

    init(beside path: String, like held: Stat?) throws {
        let name = ".taskdb-\(UUID().uuidString)"
        self.path = FilePath(path).removingLastComponent().appending(name).string
        do {
            file = try FileDescriptor.open(
                self.path, .writeOnly, options: [.create, .exclusiveCreate], permissions: Self.permissions)
        } catch let error as Errno where held != nil && [.permissionDenied, .notPermitted].contains(error) {
            throw Failure.isUnlike
        }
        guard let held else { return }
        try resemble(held)
    }

    private func resemble(_ held: Stat) throws {
        let own = try file.stat()
        if own.userID != held.userID || own.groupID != held.groupID {
            guard fchown(file.rawValue, held.userID.rawValue, held.groupID.rawValue) == 0 else {
                throw Failure.isUnlike
            }
        }
        guard fchmod(file.rawValue, held.permissions.rawValue) == 0 else { throw Failure.isUnlike }
    }

    deinit {
        try? file.close()
        unlink(path)
    }

    func publish(_ bytes: [UInt8], as name: String) throws {
        _ = try file.writeAll(bytes)
        guard rename(path, name) == 0 else { throw Errno(rawValue: errno) }
    }
}
