import Foundation
import Subprocess

extension ChildCommand {
    /// Why the program could not be started, in words for whoever typed its name.
    func startError(_ error: any Error) -> String {
        guard let error = error as? SubprocessError else { return "\(error)" }
        guard program.contains("/") else {
            return error.code == .executableNotFound ? "there is no such program in PATH" : Self.words(error)
        }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: program, isDirectory: &isDirectory) else {
            return "there is no such file"
        }
        if isDirectory.boolValue { return "it is a directory" }
        return FileManager.default.isExecutableFile(atPath: program) ? Self.words(error) : "it is not executable"
    }

    private static func words(_ error: SubprocessError) -> String {
        error.underlyingError.map { "\($0)" } ?? "\(error)"
    }
}
