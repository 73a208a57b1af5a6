import ArgumentParser
import Conformance
import Foundation
import Reports
import Support

/// The value of `--report`: `FORMAT` or `FORMAT=FILE`.
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

    /// - Throws: ``CommandError``.
    func write(_ report: Report, judgedBy suite: PreparedSuite) throws {
        guard let file else { return try Terminal.writeAsIs(format.writer(suite, Terminal.style).text(report)) }
        let text = Array(try format.writer(suite).text(report).utf8)
        do {
            try (isStepSummary ? Self.append(text, to: file) : WholeFile.write(text, to: file))
        } catch {
            throw CommandError.file(FileFailure(error), "the report cannot be written to \(file)")
        }
    }

    /// Whether the file is the summary of a step on GitHub, to which several commands add.
    private var isStepSummary: Bool {
        guard let file, let summary = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] else { return false }
        return !summary.isEmpty && Self.resolved(file) == Self.resolved(summary)
    }

    private static func append(_ text: [UInt8], to file: String) throws {
        let before = FileManager.default.fileExists(atPath: file) ? try WholeFile.bytes(of: file) : []
        try WholeFile.write(before + text, to: file)
    }

    /// Returns the first file that two reports name. Devices and pipes take any number of reports.
    static func sharedFile(of reports: [ReportOption]) -> String? {
        var seen: Set<String> = []
        return reports.compactMap(\.file).first { path in
            let type = try? FileManager.default.attributesOfItem(atPath: resolved(path))[.type] as? FileAttributeType
            return type ?? .typeRegular == .typeRegular && !seen.insert(resolved(path)).inserted
        }
    }

    /// The path without links and dots, also for a file that does not exist.
    private static func resolved(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appending(path: url.lastPathComponent).resolvingSymlinksInPath().path
    }

    /// Why the file cannot be written, as far as that is known before judging; nil if it can.
    var fileError: String? {
        guard let file else { return nil }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) {
            if isFolder.boolValue { return "\(file) is a folder, not a file" }
            return access(file, W_OK) == 0 ? nil : "there is no permission to write \(file)"
        }
        guard FileManager.default.fileExists(atPath: folder) else {
            return "there is no folder \(folder); make it first"
        }
        return access(folder, W_OK) == 0 ? nil : "there is no permission to write into \(folder)"
    }
}
