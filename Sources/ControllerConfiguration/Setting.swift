import Console
import Diagnostics

/// A single setting: `c.DictDB.record_limit = 10`, `--nodb`.
struct Setting {
    enum Value {
        /// A value assigned in a file.
        case object(Object)
        /// A method called on a trait that is not set: `append`, `update`.
        case change(method: String, Arguments)
        /// A value given on the command line.
        case text(String)
        /// A value that only Python could know, and why.
        case unknown(String)
    }

    enum Origin {
        case file(SourceLines, statement: SourceSpan)
        case json(SourceLines, name: SourceSpan, value: SourceSpan)
        case option(String)
    }

    /// The sections that contain the trait, outermost first: `["DictDB"]`.
    let sections: [String]
    let trait: String
    let value: Value
    let origin: Origin
}

extension Setting {
    enum Part {
        case section, trait, value
    }

    /// Makes a diagnostic at a part of the setting, or at the start of the statement if that part cannot be found.
    func diagnostic(at part: Part, _ rejection: RejectedSetting) -> ConfigurationDiagnostic {
        switch origin {
        case .option(let option): return ConfigurationDiagnostic(option: option, rejection)
        case .file(let lines, let statement):
            return ConfigurationDiagnostic(span(of: part, in: lines, statement) ?? statement, in: lines, rejection)
        case .json(let lines, let name, let value):
            return ConfigurationDiagnostic(part == .value ? value : name, in: lines, rejection)
        }
    }

    private func span(of part: Part, in lines: SourceLines, _ statement: SourceSpan) -> SourceSpan? {
        let section = sections.last.flatMap { lines.span(of: $0, after: statement) }
        if part == .section { return section }
        guard let name = lines.span(of: trait, after: section ?? statement) else { return nil }
        return part == .trait ? name : lines.value(after: name) ?? name
    }

    var source: ChoiceSource {
        switch origin {
        case .option(let option): .option(option)
        case .file(let lines, let statement):
            .file(path: lines.source.path, line: statement.line)
        case .json(let lines, let name, _): .file(path: lines.source.path, line: name.line)
        }
    }
}
