import ArgumentParser
import Conformance
import Foundation

/// A report that was asked for: `FORMAT` or `FORMAT=FILE`.
struct ReportOption: ExpressibleByArgument, Equatable {
    enum Format: String, CaseIterable {
        case pretty, json
    }

    let format: Format
    /// Nil for standard output.
    let file: String?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let format = Format(rawValue: String(parts[0])) else { return nil }
        self.format = format
        file = parts.count == 2 ? String(parts[1]) : nil
        if file?.isEmpty == true { return nil }
    }

    static var allValueStrings: [String] { Format.allCases.map(\.rawValue) }

    func write(_ text: String) throws {
        guard let file else { return Terminal.write(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw ValidationError("the report could not be written to \(file): \(error.localizedDescription)")
        }
    }
}
