import Foundation
import SystemPackage

/// Writes files that only their owner may read.
enum PrivateFile {
    /// Replaces a file as a whole: nobody sees half of it.
    ///
    /// - Throws: ``ControllerFailure``.
    static func write(_ text: String, to path: String) throws(ControllerFailure) {
        let draft = "\(path).\(getpid())"
        do {
            let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw Errno(rawValue: errno) }
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            guard fchmod(descriptor, 0o600) == 0 else { throw Errno(rawValue: errno) }
            try file.write(contentsOf: Data(text.utf8))
            guard rename(draft, path) == 0 else { throw Errno(rawValue: errno) }
        } catch Errno.noSuchFileOrDirectory {
            throw ControllerFailure("cannot write \(path): there is no such folder")
        } catch {
            unlink(draft)
            throw ControllerFailure("write \(path)", error)
        }
    }
}
