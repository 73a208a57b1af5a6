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

    func write(_ runs: [BackendRun], judgedBy suite: PreparedSuite) throws {
        guard let file else { return Terminal.write(format.report(suite, Terminal.style).text(runs)) }
        do {
            try Data(format.report(suite).text(runs).utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw ValidationError("the report could not be written to \(file): \(error.localizedDescription)")
        }
    }
}
