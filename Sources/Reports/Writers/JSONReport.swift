/// The report that other programs read: the model itself.
struct JSONReport: ReportWriter {
    func text(_ report: Report) throws -> String { try report.json() }
}
