import SystemPackage

/// Files that are read and written as a whole. Everything the program is told to read or write goes through here.
package enum WholeFile {
    /// More is not read: it would be a device that never ends.
    static let mostBytes = 1 << 30

    /// All that a file holds; a pipe is read to its end.
    ///
    /// - Parameter isRegular: whether it has to be a file that is there to be read again, and no pipe or device.
    package static func bytes(of path: String, isRegular: Bool = false) throws(FileFailure) -> [UInt8] {
        do {
            // Opening a named pipe would wait for somebody who writes into it.
            let file = try FileDescriptor.open(path, .readOnly, options: isRegular ? [.nonBlocking] : [])
            return try file.closeAfter {
                let mark = try file.stat()
                if mark.type == .directory { throw Errno.isDirectory }
                guard !isRegular || mark.type == .regular else {
                    throw FileFailure("it is a pipe or a device, not a file")
                }
                return try bytes(of: file, expected: Int(clamping: mark.size))
            }
        } catch {
            throw FileFailure(error, at: path)
        }
    }

    private static func bytes(of file: FileDescriptor, expected: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        // One more than are said to be there: then the end is found at once.
        var room = min(max(expected, 0), mostBytes) + 1
        while true {
            var count = 0
            let chunk = try [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                initialized = count
            }
            guard count > 0 else { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= mostBytes else { throw FileFailure("it holds more than \(mostBytes >> 20) MiB") }
            room = max(expected + 1 - bytes.count, 64 << 10)
        }
    }
}
