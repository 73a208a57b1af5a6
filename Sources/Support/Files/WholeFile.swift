import SystemPackage

/// Reads and writes whole files. All files named by a user are read and written here.
package enum WholeFile {
    /// The largest file that is read; a device may be endless.
    static let mostBytes = 1 << 30

    /// The contents of a file; a pipe is read to its end.
    ///
    /// - Parameter isRegular: whether to accept regular files only, which can be read again, and no pipe or device.
    package static func bytes(of path: String, isRegular: Bool = false) throws(FileFailure) -> [UInt8] {
        do {
            // Opening a named pipe would otherwise wait for a writer.
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
        // One byte more than expected, so that one read finds the end.
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
