import CarriedAdapter
import Foundation
import Support

/// The Python adapter as files that an interpreter can run, for as long as this object lives.
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
                "the Python adapter cannot be put into \(folder.path): \(FileFailure(error)); TMPDIR names another place"
            )
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package var program: String { folder.appending(path: "taskdb_adapter.py").path }
}

/// The Python adapter's files cannot be written.
package struct AdapterError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
