import CarriedAdapter
import Foundation
import Support

/// The Python adapter's files in a temporary directory, which is removed with this object.
package final class AdapterFiles {
    private let folder: URL

    /// - Throws: ``AdapterError`` if the files cannot be written.
    package init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "taskdb-adapter-\(UUID().uuidString)")
        do {
            for file in PythonAdapter.files {
                let place = folder.appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try WholeFile.write(Array(file.text.utf8), to: place.path)
            }
        } catch {
            throw AdapterError(
                "the Python adapter cannot be written to \(folder.path): \(FileFailure(error)); set TMPDIR to another directory"
            )
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package var program: String { folder.appending(path: "taskdb_adapter.py").path }
}

/// The error if the Python adapter's files cannot be written.
package struct AdapterError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
