import Conformance
import Foundation
import Reports
import Support

/// A file that the command line names.
enum InputFile {
    /// The bytes of a file.
    ///
    /// - Parameter what: the contents, as in "the patterns"; nil if the message names only the file.
    /// - Throws: ``CommandError``.
    static func bytes(of path: String, for what: String? = nil) throws -> [UInt8] {
        do {
            return try WholeFile.bytes(of: path)
        } catch {
            throw CommandError.file(error, "\(what.map { "\($0) in \(path)" } ?? path) cannot be read")
        }
    }

    /// Reads a report.
    ///
    /// - Parameter what: what the file has to be, as in "a report of `taskdb test --report json`".
    /// - Throws: ``CommandError``.
    private static func report<Contents: FormattedReport>(_ path: String, _ what: String) throws -> Contents {
        let bytes = try bytes(of: path)
        do {
            return try Contents(json: bytes)
        } catch {
            throw CommandError.usage("\(path) is not \(what): \(error)")
        }
    }

    static func report(_ path: String) throws -> Report {
        try report(path, "a report of `taskdb test --report json`")
    }

    static func mutants(_ path: String) throws -> MutantReport {
        try report(path, "a report of `taskdb mutants --json`")
    }
}
