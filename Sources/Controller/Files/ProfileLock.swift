import Foundation

/// A lock that a controller holds on its connection files, as long as it runs: another one would overwrite them. The system
/// releases it when the process ends, however that happens.
package final class ProfileLock: Sendable {
    private let path: String
    private let descriptor: CInt

    /// Takes the lock.
    ///
    /// - Returns: nil where it cannot be known whether another controller runs, as on a file system without locks.
    /// - Throws: ``ControllerFailure`` that names the process of a controller that has the lock.
    package static func take(for files: ConnectionFiles, in directory: ProfileDirectory) throws(ControllerFailure)
        -> ProfileLock?
    {
        let name = files.client.split(separator: "/").last ?? "ipcontroller"
        let path = "\(directory.path)/pid/\(name).lock"
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { return nil }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                defer { close(descriptor) }
                guard errno == EWOULDBLOCK else { return nil }
                throw ControllerFailure(
                    "\(files.client) belongs to a controller that is running\(process(descriptor)); end that one, or "
                        + "name this one's cluster with --cluster-id")
            }
            // The controller before may have deleted the file after it was opened here.
            if isSame(descriptor, path) { return ProfileLock(path, descriptor) }
            close(descriptor)
        }
    }

    private init(_ path: String, _ descriptor: CInt) {
        self.path = path
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = write(descriptor, text, text.count)
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    private static func process(_ descriptor: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(descriptor, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)).map { ", process \($0)" } ?? ""
    }

    private static func isSame(_ descriptor: CInt, _ path: String) -> Bool {
        var held = stat()
        var named = stat()
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }
}
