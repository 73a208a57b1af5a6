import ArgumentParser
import Conformance
import Foundation
import Reports
import Support

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
            try WholeFile.write(Array(format.report(suite).text(runs).utf8), to: file)
        } catch {
            Terminal.writeError("the report could not be written to \(file): \(error)\n")
            throw ExitCode(70)
        }
    }

    /// The first file that two reports would go to, one over the other. Devices and pipes take any number.
    static func sharedFile(of reports: [ReportOption]) -> String? {
        var seen: Set<String> = []
        return reports.compactMap(\.file).first { path in
            let type = try? FileManager.default.attributesOfItem(atPath: resolved(path))[.type] as? FileAttributeType
            return type ?? .typeRegular == .typeRegular && !seen.insert(resolved(path)).inserted
        }
    }

    /// The path without links and dots, whether there is a file or not.
    private static func resolved(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appending(path: url.lastPathComponent).resolvingSymlinksInPath().path
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
