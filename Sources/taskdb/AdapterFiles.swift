import ArgumentParser
import Carried
import Files
import Foundation

/// The Python adapter as files that an interpreter can run, for as long as this object lives.
final class AdapterFiles {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "taskdb-adapter-\(UUID().uuidString)")
        do {
            for file in Carried.pythonAdapter {
                let place = folder.appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try WholeFile.write(Array(file.text.utf8), to: place.path)
            }
        } catch {
            throw ValidationError(
                "the Python adapter cannot be put into \(folder.path): \(FileFailure(error)); TMPDIR names another place"
            )
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var program: String { folder.appending(path: "taskdb_adapter.py").path }
}
