import ArgumentParser
import Conformance
import Foundation

/// A report that was asked for: `FORMAT` or `FORMAT=FILE`.
struct ReportOption: ExpressibleByArgument, Equatable {
    let format: ReportFormat
    /// Nil for standard output.
    let file: String?

    /// On standard output.
    init(_ format: ReportFormat) {
        self.format = format
        file = nil
    }

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let format = ReportFormat(rawValue: String(parts[0])) else { return nil }
        self.format = format
        file = parts.count == 2 ? String(parts[1]) : nil
        if file?.isEmpty == true { return nil }
    }

    static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }

    /// - Throws: `ExitCode`, an internal error, which is told.
    func write(_ runs: [BackendRun], judgedBy suite: PreparedSuite) throws {
        guard let file else { return try Terminal.write(format.report(suite, Terminal.style).text(runs)) }
        do {
            try Data(format.report(suite).text(runs).utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            Terminal.writeError("the report could not be written to \(file): \(error.localizedDescription)\n")
            throw ExitCode(70)
        }
    }

    /// Why the file cannot be written, as far as can be known before there is anything to write.
    var obstacle: String? {
        guard let file else { return nil }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) {
            if isFolder.boolValue { return "\(file) is a folder, not a file" }
            return access(file, W_OK) == 0 ? nil : "\(file) may not be written"
        }
        guard FileManager.default.fileExists(atPath: folder) else {
            return "there is no folder \(folder); make it first"
        }
        return access(folder, W_OK) == 0 ? nil : "nothing may be written into \(folder)"
    }
}
